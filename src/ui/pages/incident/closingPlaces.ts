// Where each thing is done that an incident needs before it is recovered or closed.
import type { ClosingCode } from '../../../core/incident/closing.ts'
import { paths } from '../../paths.ts'

type Place = { label: string; href: (incidentId: string) => string }

const onPage = (label: string, section: string): Place => ({ label, href: (id) => `${paths.incident(id)}#${section}` })
const evidence: Place = { label: 'Go to the evidence', href: paths.evidence }
const tell: Place = { label: 'Go to whom to tell', href: paths.duties }
const review: Place = { label: 'Go to the review', href: paths.review }

const places: Readonly<Record<ClosingCode, Place>> = {
  not_acknowledged: { label: 'Acknowledge it', href: paths.incident },
  severity_not_set: onPage('Answer the questions', 'severity'),
  severity_in_doubt: onPage('Answer the questions', 'severity'),
  no_commander: onPage('Give the role', 'roles'),
  steps_open: onPage('Go to the steps', 'next-step'),
  preservation_open: evidence,
  obligations_undecided: tell,
  notices_outstanding: tell,
  review_undecided: review,
  review_not_approved: review,
  actions_unowned: review,
}

export function placeOf(code: string): Place | null {
  return places[code as ClosingCode] ?? null
}

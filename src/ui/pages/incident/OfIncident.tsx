// A page of its own about one incident: whose it is, what was done here and is not recorded yet, and why it cannot be shown where it cannot.
import type { ReactNode } from 'react'
import type { Permission } from '../../../core/people/permission.ts'
import { outbox } from '../../api/theOutbox.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useActs } from '../../api/useOutbox.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { NotYetRecorded } from '../../kit/NotYetRecorded.tsx'
import { Page } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import type { Incident } from './incidentShape.ts'
import { useIncident, type Work } from './useIncident.ts'

type OfIncidentProps = {
  id: string
  title: string
  lead?: ReactNode
  /** What one must be allowed to, to see anything of it. */
  needs: Permission
  width?: 'prose' | 'full'
  children: (work: Work) => ReactNode
}

/** Telling and learning go on when it is closed; only one that was none, or is part of another, has neither. */
export function whyNothingFollows({ state, merged_into }: Incident): string | null {
  if (state === 'merged') return `It was merged into ${merged_into?.number ?? 'another one'}: work goes on there.`
  return state === 'not_an_incident' ? 'It is recorded as not an incident: open it again first.' : null
}

function Inside({ work, whyNot, children }: { work: Work; whyNot: string | null; children: OfIncidentProps['children'] }) {
  if (whyNot !== null) return <Notice>{whyNot}</Notice>
  if (work.incident.is_redacted) return <Notice>It is private: what is in it is open to those on it and to compliance.</Notice>
  const over = whyNothingFollows(work.incident)
  return (
    <>
      {over && <Notice>{over} Nothing can be added here.</Notice>}
      {children(work)}
    </>
  )
}

export function OfIncident({ id, title, lead, needs, width = 'prose', children }: OfIncidentProps) {
  const { query, work } = useIncident(id)
  const acts = useActs(id)
  const whyNot = useWhyNot(needs)
  const above = work ? `${work.incident.number} ${work.incident.title}` : 'The incident'
  return (
    <Page title={title} above={{ label: above, href: paths.incident(id) }} lead={lead} width={width}>
      <NotYetRecorded acts={acts} onDismiss={(key) => void outbox.dismiss(key)} />
      {query.isPending && <Skeleton lines={10} />}
      {query.error && !query.data && (
        <Failed
          what={query.error.code === 'not_found' ? 'There is no such incident' : 'The incident cannot be shown'}
          why={query.error.message}
          onRetry={query.error.code === 'not_found' ? undefined : () => void query.refetch()}
        />
      )}
      {work && (
        <Inside work={work} whyNot={whyNot}>
          {children}
        </Inside>
      )}
    </Page>
  )
}

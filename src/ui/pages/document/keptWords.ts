// What happened to what a policy promises, in words with a mark, and where each record is gone to.
import { plural } from '../../../core/document/phrases.ts'
import type { Status } from '../../kit/StatusMark.tsx'
import { durationText } from '../../kit/timeText.ts'
import { paths } from '../../paths.ts'
import type { KeptLine, KeptRecord, Promises } from './documentShape.ts'

export const outcomeWords = {
  broken: { words: 'broken', status: 'exception' },
  unjudged: { words: 'not judged', status: 'not-applicable' },
  running: { words: 'running', status: 'pending' },
  kept: { words: 'kept', status: 'conforms' },
} as const satisfies Record<KeptRecord['outcome'], { words: string; status: Status }>

/** “5 min late”, “2 d late, and not done”, “broken”. */
export function outcomeText({ outcome, late_by: late, done_at: done, due_at: due }: KeptRecord): string {
  if (outcome !== 'broken' || late === null || due === null) return outcomeWords[outcome].words
  return `${durationText(late * 1000)} late${done === null ? ', and not done' : ''}`
}

/** In one sentence, of the promises that records were held against. */
export function answerText({ commitments }: Pick<Promises, 'commitments'>): { says: string; isBroken: boolean } {
  const tested = commitments.filter(({ counts }) => counts.kept + counts.broken > 0)
  const broken = tested.filter(({ counts }) => counts.broken > 0)
  if (tested.length === 0) return { says: 'Nothing in this period put a promise to the test.', isBroken: false }
  const of = plural(tested.length, 'promise that was put to the test', 'promises that were put to the test')
  if (broken.length === 0) return { says: `Of ${of}, none was broken.`, isBroken: false }
  return { says: `Of ${of}, ${broken.length} ${broken.length === 1 ? 'was' : 'were'} broken at least once.`, isBroken: true }
}

export function recordHref(policyId: string, { kind, is_redacted, incident, alert, notice, version }: KeptRecord): string {
  if (alert !== null) return paths.alert(alert)
  if (incident === null) {
    if (kind === 'version') return paths.document('policy', policyId, version ?? undefined)
    return kind === 'look' ? '#reviews' : '#acknowledgements'
  }
  // Nothing of it is shown but that it is there: its own page says the same.
  if (is_redacted) return paths.incident(incident.id)
  if (kind === 'review' || kind === 'action') return paths.review(incident.id)
  if (kind === 'evidence') return paths.evidence(incident.id)
  if (kind === 'notice') return notice === null ? paths.duties(incident.id) : paths.notice(incident.id, notice)
  return paths.thread(incident.id)
}

/** Which days a promise held, where that is not all of the period. */
export function isPartOf(line: Pick<KeptLine, 'in_force'>, { versions }: Pick<Promises, 'versions'>): boolean {
  return line.in_force.length !== versions.length
}

/** One sentence for promises that nothing put to the test, where it is the same for all of a group. */
export function saidOfAll(lines: readonly KeptLine[]): string | null {
  const judged = lines.filter(({ nature }) => nature === 'judged')
  const [first] = judged
  return first !== undefined && judged.length > 1 && judged.every(({ says }) => says !== null && says === first.says) ? first.says : null
}

export function groupsOf(commitments: readonly KeptLine[]): [string, KeptLine[]][] {
  const groups = new Map<string, KeptLine[]>()
  for (const one of commitments) groups.set(one.about, [...(groups.get(one.about) ?? []), one])
  return [...groups]
}

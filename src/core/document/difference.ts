// What changed between two versions of a document? Promises compared as data, steps by their names, and the rest line by line.
import { commitmentList, type ListedCommitment } from '../policy/commitmentList.ts'
import { parsePolicy } from '../policy/parsePolicy.ts'
import type { Policy } from '../policy/policy.ts'
import { parseRunbook } from '../runbook/parseRunbook.ts'
import type { Runbook } from '../runbook/runbook.ts'
import type { DocumentKind } from './documentVersion.ts'
import { durationInWords } from './duration.ts'
import { type DifferenceRow, lineDifference } from './lineDifference.ts'
import { type StepChange, stepChanges } from './stepDifference.ts'

/** `before` is null for what is new, `after` for what is gone. */
export type ValueChange = { kind: 'value'; about: string; what: string; before: string | null; after: string | null }
export type DocumentChange = ValueChange | StepChange

export type DocumentDifference = {
  /** What a reader must know first, in the order of the document. */
  changes: readonly DocumentChange[]
  rows: readonly DifferenceRow[]
  counts: { added: number; removed: number; changed: number }
}

/** Never throws, whatever the texts. */
export function documentDifference(kind: DocumentKind, before: string, after: string): DocumentDifference {
  const rows = before === after ? [] : lineDifference(before, after)
  const count = (of: DifferenceRow['kind']) => rows.filter((row) => row.kind === of).length
  return {
    changes: before === after ? [] : kind === 'policy' ? policyChanges(before, after) : runbookChanges(before, after),
    rows,
    counts: { added: count('added'), removed: count('removed'), changed: count('changed') },
  }
}

type Value = Omit<ListedCommitment, 'value'> & { value: string | null }

function policyChanges(before: string, after: string): DocumentChange[] {
  return valueChanges(policyValues(parsePolicy(before).policy), policyValues(parsePolicy(after).policy))
}

function policyValues(policy: Policy): Value[] {
  const about = 'This policy'
  return [
    { id: 'title', about, what: 'title', value: policy.title },
    { id: 'owner', about, what: 'owner', value: policy.owner },
    ...policy.facts.map((fact) => ({
      id: `fact/${fact.name}`,
      about: 'Question',
      what: fact.name,
      value: `${fact.ask} ${fact.kind === 'number' ? `(a number, ${fact.unit})` : `(${fact.answers.join(', ')})`}`,
    })),
    ...commitmentList(policy),
  ]
}

function runbookChanges(before: string, after: string): DocumentChange[] {
  const old = parseRunbook(before).runbook
  const now = parseRunbook(after).runbook
  return [...valueChanges(runbookValues(old), runbookValues(now)), ...stepChanges(old.sections, now.sections), ...kept(old, now)]
}

function runbookValues(runbook: Runbook): Value[] {
  const about = 'This runbook'
  return [
    { id: 'title', about, what: 'title', value: runbook.title },
    { id: 'owner', about, what: 'owner', value: runbook.owner },
    { id: 'type', about, what: 'for', value: runbook.incidentType },
    { id: 'policy', about, what: 'policy', value: runbook.policy },
    { id: 'escalation', about, what: 'escalation path', value: runbook.escalation },
    { id: 'review', about, what: 'looked at again every', value: runbook.reviewEvery && durationInWords(runbook.reviewEvery) },
    { id: 'matches', about, what: 'alerts it is proposed for', value: matchesInWords(runbook) },
  ]
}

function matchesInWords({ matches }: Runbook): string | null {
  const said = matches.map(({ source, type, title, labels }) =>
    [source, type, title, ...Object.entries(labels).map(([name, value]) => `${name} is ${value}`)].filter((one) => one !== null).join(' '),
  )
  return said.length === 0 ? null : said.join('; ')
}

/** Evidence to keep, by its name. */
function kept(before: Runbook, after: Runbook): ValueChange[] {
  const values = ({ preservation }: Runbook): Value[] =>
    preservation.map(({ id, evidence, where, keepBefore }) => ({
      id,
      about: 'Evidence to keep',
      what: evidence,
      value: [where, keepBefore && `keep before ${keepBefore.text}`].filter((one) => one !== null && one !== '').join(', ') || 'kept',
    }))
  return valueChanges(values(before), values(after))
}

function valueChanges(before: readonly Value[], after: readonly Value[]): ValueChange[] {
  const old = new Map(before.map((value) => [value.id, value]))
  const ids = new Set(after.map(({ id }) => id))
  const change = (from: Value | undefined, to: Value | undefined): ValueChange[] => {
    const named = to ?? from
    const [was, is] = [from?.value ?? null, to?.value ?? null]
    return named === undefined || was === is ? [] : [{ kind: 'value', about: named.about, what: named.what, before: was, after: is }]
  }
  return [
    ...after.flatMap((value) => change(old.get(value.id), value)),
    ...before.flatMap((value) => (ids.has(value.id) ? [] : change(value, undefined))),
  ]
}

// What does a policy promise that no runbook does: people to tell, containing in time, evidence to keep?
import { durationInWords } from '../document/duration.ts'
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { type FindAudiences, findAudiences } from '../lint/claims/audiences.ts'
import type { Lexicons } from '../lint/lexicon.ts'
import type { Read } from '../lint/reading/readText.ts'
import type { LocatedPromise } from '../policy/locatedPromises.ts'
import type { HeldPolicy, HeldRunbook } from './heldDocument.ts'
import type { Inconsistency } from './inconsistency.ts'

/** Incidents of one type, as people named it. */
export type SeenType = { type: string; count: number; lastAt: Instant }

export function unkeptPromises(
  policy: HeldPolicy,
  runbooks: readonly HeldRunbook[],
  types: readonly SeenType[],
  lexicons: Lexicons,
): Inconsistency[] {
  const citing = runbooks.filter((runbook) => runbook.policy === policy.id)
  const among = citing.length === 0 ? 'No runbook cites this policy.' : `${counted(citing.length)} it, and none of them does.`
  return [
    ...untold(policy, citing, among, lexicons),
    ...uncontained(policy, runbooks, citing, among, types),
    ...unpreserved(policy, citing, among),
  ]
}

function counted(runbooks: number): string {
  return runbooks === 1 ? 'One runbook cites' : `${runbooks} runbooks cite`
}

const telling = /\b(?:tell|told|notif\w+|inform\w*|report\w*|brief\w*|call|write|send|update\w*|notice)\b/

function untold(policy: HeldPolicy, citing: readonly HeldRunbook[], among: string, { audiences }: Lexicons): Inconsistency[] {
  const duties = policy.promised.promises.filter(({ kind }) => kind === 'notify')
  const first = new Map<string, LocatedPromise>()
  for (const duty of duties) if (duty.whom !== null && !first.has(duty.whom)) first.set(duty.whom, duty)
  return [...first].flatMap(([whom, duty]): Inconsistency[] => {
    const find = findAudiences([whom], audiences)
    if (citing.some(({ text }) => text.reads.some((read) => tells(read, find)))) return []
    const people = whom.replaceAll(/[-_]/g, ' ')
    return [
      {
        rule: 'duty-without-runbook',
        level: 'warning',
        message: `The policy promises to tell the ${people} within ${durationInWords(duty.within)}, and no runbook says so.`,
        suggestion: `Add to “Who to tell”: “The ${people} within ${durationInWords(duty.within)}, by …”.`,
        sentences: [policy.sentenceAt(duty.position, duty.text), { document: null, text: among }],
      },
    ]
  })
}

function tells({ unit, tokens, plain, headed }: Read, find: FindAudiences): boolean {
  return unit.kind !== 'code' && (headed.has('communication') || telling.test(plain)) && find(unit.text, tokens).length > 0
}

function uncontained(
  policy: HeldPolicy,
  runbooks: readonly HeldRunbook[],
  citing: readonly HeldRunbook[],
  among: string,
  types: readonly SeenType[],
): Inconsistency[] {
  const promise = policy.promised.promises.find(({ kind }) => kind === 'contain')
  if (promise === undefined) return []
  const time = `contains within ${durationInWords(promise.within)}${promise.level === null ? '' : ` at ${promise.level}`}`
  const at = policy.sentenceAt(promise.position, promise.text)
  const missing = types.filter(({ type }) => !runbooks.some(({ incidentType }) => incidentType === type))
  const without = missing.map(
    ({ type, count, lastAt }): Inconsistency => ({
      rule: 'containment-without-runbook',
      level: 'warning',
      message: `The policy ${time}, and no runbook is for incidents of the type “${type}”.`,
      suggestion: `Write one with \`incident_type: ${type}\`, or correct the type where an existing one was meant.`,
      sentences: [
        at,
        {
          document: null,
          text: `${count === 1 ? 'One incident' : `${count} incidents`} of the type “${type}”, the latest declared on ${formatInstant(lastAt).slice(0, 10)}.`,
        },
      ],
    }),
  )
  if (citing.some(({ text }) => text.reads.some(contains))) return without
  const none: Inconsistency = {
    rule: 'containment-without-runbook',
    level: 'warning',
    message: `The policy ${time}, and no runbook that cites it has steps to contain anything.`,
    suggestion: 'Give each runbook a section “Contain” with the commands that cut access.',
    sentences: [at, { document: null, text: among }],
  }
  return [none, ...without]
}

function contains({ headed, unit, commands, verbs }: Read): boolean {
  return headed.has('containment') && (commands.length > 0 || (unit.kind === 'item' && verbs.length > 0))
}

function unpreserved(policy: HeldPolicy, citing: readonly HeldRunbook[], among: string): Inconsistency[] {
  const { preservation } = policy.promised
  if (preservation === null || citing.some(({ text }) => text.reads.some(({ headed }) => headed.has('evidence')))) return []
  return [
    {
      rule: 'preservation-without-runbook',
      level: 'warning',
      message: 'The policy promises that evidence is taken before it expires, and no runbook that cites it says which.',
      suggestion: 'Give each runbook a section “Preserve” with a table: evidence, where, how, keep before.',
      sentences: [policy.sentenceAt(preservation.position, preservation.text), { document: null, text: among }],
    },
  ]
}

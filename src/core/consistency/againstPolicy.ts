// What does a document say that its policy does not: another time, a level that is not there, another escalation path, a policy that is not there?
import { contradictionOf, promiseInWords, subjectInWords } from '../lint/claims/contradiction.ts'
import { readClaims } from '../lint/claims/readClaims.ts'
import type { Lexicons } from '../lint/lexicon.ts'
import type { HeldPolicy, HeldRunbook } from './heldDocument.ts'
import type { Inconsistency } from './inconsistency.ts'

/** Also of a policy against its own front matter. */
export function timesThatDiffer(document: HeldRunbook | HeldPolicy, policy: HeldPolicy, lexicons: Lexicons): Inconsistency[] {
  const { promises, levels } = policy.promised
  const vocabulary = { levels: levels.map(({ level }) => level), whoms: promises.flatMap(({ whom }) => whom ?? []) }
  return readClaims(document.text, vocabulary, lexicons.audiences).flatMap((claim): Inconsistency[] => {
    const found = contradictionOf(claim, promises)
    if (found === null) return []
    const { how, promise } = found
    const said = document.text.source.slice(claim.start, claim.end).replace(/\s+/g, ' ').trim()
    const subject = subjectInWords({ ...promise, level: claim.level === null ? null : promise.level })
    const promised = promiseInWords(promise)
    const itself = document === policy ? 'Its own front matter promises' : 'The policy promises'
    const message = {
      later: `“${said}” for ${subject} is too late: ${itself.toLowerCase()} ${promised}.`,
      sooner: `“${said}” for ${subject} keeps what is promised, but says another number: ${promised}.`,
      other: `“${said}” for ${subject} is none of the times that are promised. ${itself} ${promised}.`,
      clock: `“${said}” for ${subject} counts from ${claim.clock}. ${itself} ${promised}, and the two are not the same instant.`,
    }[how]
    return [
      {
        rule: 'time-differs',
        level: how === 'sooner' ? 'note' : how === 'clock' ? 'warning' : 'error',
        message,
        suggestion: `Write “${promised}” in ${document === policy ? 'the text' : 'the runbook'}, or have the policy approved with the other number.`,
        sentences: [
          document.sentenceAt(document.places(claim.start), claim.sentence.text),
          policy.sentenceAt(promise.position, promise.text),
        ],
      },
    ]
  })
}

/** Only where it is written as the policy writes its own: “severity 7” may be a tool’s. */
export function unknownLevels(runbook: HeldRunbook, policy: HeldPolicy): Inconsistency[] {
  const { levels } = policy.promised
  const [first] = levels
  const prefix = /^([A-Za-z]{2,})-?(\d)$/.exec(first?.level ?? '')?.[1]
  if (prefix === undefined || first === undefined) return []
  const known = new Set(levels.map(({ level }) => level.replace('-', '').toLowerCase()))
  const said = new Set<string>()
  return runbook.text.reads.flatMap(({ unit }) => {
    if (unit.kind === 'code') return []
    return [...unit.text.matchAll(new RegExp(`(?<![\\w-])${prefix}[\\s-]?(\\d)(?![\\w.])`, 'gi'))].flatMap((match): Inconsistency[] => {
      const level = `${prefix}${match[1]}`
      if (known.has(level.toLowerCase()) || said.has(level)) return []
      said.add(level)
      return [
        {
          rule: 'level-unknown',
          level: 'error',
          message: `The runbook speaks of ${level}; the policy knows ${levels.map((each) => each.level).join(', ')}.`,
          suggestion: 'Use a level of the policy, or have the policy approved with this one.',
          sentences: [runbook.sentenceAt(runbook.places(unit.offset + match.index)), policy.sentenceAt(first.position, first.text)],
        },
      ]
    })
  })
}

export function otherEscalation(runbook: HeldRunbook, policy: HeldPolicy): Inconsistency[] {
  const { escalations } = policy.promised
  const [first] = escalations
  if (runbook.escalation === null || first === undefined || escalations.some(({ path }) => path === runbook.escalation)) return []
  const named = [...new Set(escalations.map(({ path }) => path))]
  return [
    {
      rule: 'escalation-differs',
      level: 'warning',
      message: `The runbook escalates by “${runbook.escalation}”, and no level of its policy does: ${named.join(', ')}.`,
      suggestion: `Cite “${first.path}” in the runbook, or name “${runbook.escalation}” at a level of the policy.`,
      sentences: [runbook.fieldAt('escalation'), policy.sentenceAt(first.position, first.text)],
    },
  ]
}

export function missingPolicy(runbook: HeldRunbook, policies: readonly HeldPolicy[]): Inconsistency[] {
  if (runbook.policy === null || policies.some(({ id }) => id === runbook.policy)) return []
  const there = policies.length === 0 ? 'There is no policy in force.' : `In force: ${policies.map(({ id }) => id).join(', ')}.`
  return [
    {
      rule: 'policy-missing',
      level: 'error',
      message: `The runbook cites the policy “${runbook.policy}”, and no policy of that name is in force.`,
      suggestion: policies.length === 1 ? `Cite “${policies[0]?.id}”.` : 'Cite a policy that is in force, or put this one in force.',
      sentences: [runbook.fieldAt('policy'), { document: null, text: there }],
    },
  ]
}

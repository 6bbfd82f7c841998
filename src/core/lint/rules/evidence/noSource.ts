// evidence/no-source: something to keep, and not from where nor how.
import { isConcrete } from '../../judge/overall.ts'
import { clauseFrom, insteadOf, vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const families = new Set(['evidence', 'record'])
const kept =
  /\b(?:evidence|logs?|forensic\w*|artifacts?|artefacts?|snapshots?|images?|data|state|records?|screenshots?|hash(?:es)?|actions?|timeline|incident)\b/

export const noSource: Rule = {
  id: 'evidence/no-source',
  element: 'evidence',
  level: 'warning',
  title: 'Evidence without its source',
  explanation:
    '“Preserve evidence” preserves nothing. Name each artefact, the system it is in, the command or page that takes it, and where it goes.',
  bad: '## Evidence\n\n- Preserve all relevant logs.\n',
  good: '## Evidence\n\n- Preserve the CloudTrail events of the key: `aws cloudtrail lookup-events --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=AKIAIOSFODNN7EXAMPLE > events.json`\n',
  find({ text, lexicons }): RuleFinding[] {
    const takes = text.reads.flatMap((read) => {
      const verb = read.verbs.find(({ classes, leads }) => classes.has('keep') && leads)
      if (verb === undefined || read.unit.kind === 'code' || isConcrete(read) || read.durations.length > 0) return []
      const { quote, ...place } = clauseFrom(read, verb.start)
      if (!kept.test(quote.toLowerCase())) return []
      return [
        {
          ...place,
          message: `${quote} says neither from which system nor how: the engineer at 2 AM takes what is at hand, and the rest expires.`,
          suggestion: insteadOf(verb, read, lexicons),
        },
      ]
    })
    return [...takes, ...vagueFindings(text.reads, families, isConcrete)]
  },
}

// document/boilerplate: sentences that every company could print.
import { isConcrete } from '../../judge/overall.ts'
import type { LintText } from '../../reading/readText.ts'
import { sharedWith, type TextIndex } from '../../shingles.ts'
import { startOf, vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const families = new Set(['claim'])

export const boilerplate: Rule = {
  id: 'document/boilerplate',
  element: 'document',
  level: 'note',
  title: 'Sentences that any company could print',
  explanation:
    'Replace the name of the company: if nothing else has to change, nobody can act on the text. A document in which hardly a line names a system, a tool, a channel or a person of yours is marked once, at its beginning. So is one that is a template word for word with its places still open, and one whose words are mostly those of another document here: it was copied, and the part that matters for this incident was not written.',
  bad: '# Incident response policy\n\nThe company will ensure a coordinated response.\n',
  good: '# Incident response policy\n\nThis policy covers the payments cluster and its PostgreSQL databases.\n',
  find({ text, judged, path, house: { texts } }): RuleFinding[] {
    const claims = vagueFindings(text.reads, families, isConcrete)
    const [first] = text.reads
    const copied = first === undefined || texts === null ? null : copiedFrom(text, path, texts)
    if (copied !== null && first !== undefined) {
      const { quote, ...place } = startOf(first)
      return [...claims, { ...place, ofWhole: true, message: `From ${quote} on, ${copied.message}`, suggestion: copied.suggestion }]
    }
    if (claims.length > 0 || judged.overall !== 'compliance-formatted' || judged.measures.lines < 12 || first === undefined) return claims
    const { quote, ...place } = startOf(first)
    const share = Math.round(judged.measures.concrete * 100)
    return [
      {
        ...{ ...place, ofWhole: true as const },
        message: `From ${quote} on, ${share} % of the lines name a system, tool, channel or person of yours: with another company’s name on it nothing else would have to change.`,
        suggestion: 'Begin with one incident that you had: who was paged by what, which command stopped it, who was told.',
      },
    ]
  },
}

/** So much of one text in another was not written twice. Those that ship share less than a third with each other. */
const copiedShare = 0.5
/** Shorter texts share by chance. */
const fewestWords = 120

function copiedFrom(text: LintText, path: string, texts: TextIndex): { message: string; suggestion: string } | null {
  if (text.reads.reduce((sum, { tokens }) => sum + tokens.length, 0) < fewestWords) return null
  const id = text.fields.get('id') ?? null
  const shared = sharedWith(text.source, texts).filter(({ text: other, share }) => share >= copiedShare && other.path !== path)
  const open = text.source.match(/\[replace:/g)?.length ?? 0
  const template = shared.find(({ text: other }) => other.isTemplate)
  const percent = (share: number) => `${Math.round(share * 100)} %`
  if (template !== undefined && open > 0)
    return {
      message: `${percent(template.share)} of the words are those of the template “${template.text.title}”, and ${open} of its places ${open === 1 ? 'is' : 'are'} still open.`,
      suggestion: 'Fill the places in, beginning with whom to page and which account or cluster is meant; take out what you do not have.',
    }
  const other = shared.find(({ text: one }) => !one.isTemplate && (id === null || one.id !== id))
  if (other === undefined) return null
  return {
    message: `${percent(other.share)} of the words stand word for word in “${other.text.title}” too: what is particular to this incident is not written yet.`,
    suggestion: 'Keep what is common in one of the two and refer to it; write the commands, checks and evidence of this incident here.',
  }
}

// The sample company’s incident response policy: the text that comes with the software, with its own names where that leaves a place for them.
import { findPlaceholders } from '../../../core/document/placeholders.ts'
import { shippedPolicy } from '../../../server/document/shippedPolicies.ts'

/** By how the place begins. Facts, severities and times stay as they are shipped. */
const places: readonly (readonly [string, string])[] = [
  ['the role that owns', 'Head of engineering'],
  ['who must approve', 'Hugo Lambert'],
  ['legal name', 'Larkspur GmbH'],
  ['name or role of legal counsel', 'our counsel, Example LLP'],
  ['date and name', 'when it was adopted, by Ruth Halvorsen; every look since is on record with this document'],
]

/** The template also asks a role that the company does not have. */
const responders = ['by: [responders, commanders]', 'by: [responders]'] as const

export function incidentPolicy(): string {
  const filled = places.reduce(
    (text, [begins, own]) => text.replace(new RegExp(`\\[replace: ${begins}[^\\]\\n]*\\]`), own),
    shippedPolicy().markdown,
  )
  const [left] = findPlaceholders(filled)
  if (left !== undefined) throw new Error(`the company’s policy leaves a place open: ${left.message}`)
  return filled.replace(...responders)
}

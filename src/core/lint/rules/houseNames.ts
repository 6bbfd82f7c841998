// Where does a text name a person? Mailboxes, and names in tables of whom to reach.
import type { HousePerson } from '../house.ts'
import type { Lexicons } from '../lexicon.ts'
import type { Read } from '../reading/readText.ts'
import { tokensOf } from '../reading/tokens.ts'
import type { Span } from '../reading/unit.ts'

const mailbox = /\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}\b/g
const personColumn = /\b(?:name|person|primary|secondary|backup|deputy|who|contact|lead)\b/
const elsewhere = /\b(?:external|vendors?|suppliers?|authorit\w+|outside|partners?|insurer|law|forensics?|regulators?)\b/
/** What may be called like a person and is none. */
const notAPerson =
  /\b(?:team|engineer\w*|lead|head|officer|on-?call|duty|manager|security|platform|primary|secondary|backup|rotation|desk|support|director|counsel|ltd|inc|gmbh|group|service|operations)\b/i

/** Not those inside commands: they are examples or accounts. */
export function mailboxesIn({ unit }: Read): Span[] {
  if (unit.kind === 'code' || !unit.text.includes('@')) return []
  return [...unit.text.matchAll(mailbox)]
    .map(({ 0: value, index }) => ({ value, start: index, end: index + value.length }))
    .filter(({ start }) => !unit.codes.some((code) => start >= code.start && start < code.end))
}

/** First and last name in a column that names people, in a section about whom to reach. */
export function namesInRow({ unit, headed }: Read, lexicons: Lexicons): Span[] {
  if (unit.kind !== 'row' || !headed.has('escalation') || elsewhere.test(unit.section.title.toLowerCase())) return []
  if (elsewhere.test(unit.text.toLowerCase())) return []
  return unit.cells.flatMap((cell, index) => {
    if (!personColumn.test(unit.header[index] ?? '')) return []
    const name =
      /^\s*(\p{Lu}[\p{L}'’-]+(?: \p{Lu}\.?)?(?: (?:van|von|de|der|la|di|da)){0,2}(?: \p{Lu}[\p{L}'’-]+){1,2})(?=\s*(?:$|[,(;/–—-]))/u.exec(
        cell.text,
      )?.[1]
    if (name === undefined || notAPerson.test(name) || lexicons.people.find(tokensOf(name)).length > 0) return []
    const start = unit.text.indexOf(name, cell.start)
    return start < 0 ? [] : [{ value: name, start, end: start + name.length }]
  })
}

export function sameName(left: string, right: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/\s+/g, ' ').trim()
  return plain(left) === plain(right)
}

export function isActiveName(name: string, people: readonly HousePerson[]): boolean {
  return people.some((person) => sameName(person.name, name))
}

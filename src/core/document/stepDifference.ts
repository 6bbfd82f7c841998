// Which steps of a runbook came, went, moved or say something else than before? By the names that steps keep.
import type { Section, Step } from '../runbook/runbook.ts'
import { isAlike } from './lineDifference.ts'

/** `moved`: it stands elsewhere, in another section or before what it stood behind. */
export type StepChange = {
  kind: 'step-added' | 'step-removed' | 'step-changed' | 'step-moved'
  id: string
  section: string
  before: string | null
  after: string | null
  /** Of a step that changed: what about it, in words. */
  what: string | null
}

type Placed = { step: Step; section: string }

export function stepChanges(before: readonly Section[], after: readonly Section[]): StepChange[] {
  const old = placed(before)
  const now = placed(after)
  const partners = partnersOf(old, now)
  const moved = movedAmong(old, now, partners)
  const taken = new Set([...partners.values()].map(({ step }) => step.id))
  return [
    ...now.flatMap((one): StepChange[] => {
      const partner = partners.get(one.step.id)
      const { id } = one.step
      if (partner === undefined) return [{ kind: 'step-added', id, section: one.section, before: null, after: one.step.text, what: null }]
      const texts = { id, section: one.section, before: partner.step.text, after: one.step.text }
      const what = whatChanged(partner.step, one.step)
      if (what !== null) return [{ kind: 'step-changed', ...texts, what }]
      if (moved.has(id)) return [{ kind: 'step-moved', ...texts, what: one.section === partner.section ? null : `from ${partner.section}` }]
      return []
    }),
    ...old.flatMap(({ step, section }): StepChange[] =>
      taken.has(step.id) ? [] : [{ kind: 'step-removed', id: step.id, section, before: step.text, after: null, what: null }],
    ),
  ]
}

function placed(sections: readonly Section[]): Placed[] {
  return sections.flatMap(({ steps, heading }) => steps.map((step) => ({ step, section: heading })))
}

/** By name; a step whose name was made from its words and was rewritten is found again by the words that stayed, in its own section. */
function partnersOf(old: readonly Placed[], now: readonly Placed[]): Map<string, Placed> {
  const byId = new Map(old.map((one) => [one.step.id, one]))
  const partners = new Map<string, Placed>()
  for (const { step } of now) {
    const same = byId.get(step.id)
    if (same !== undefined) partners.set(step.id, same)
  }
  const free = old.filter(({ step }) => !partners.has(step.id))
  for (const one of now) {
    if (partners.has(one.step.id)) continue
    const at = free.findIndex(({ step, section }) => section === one.section && isAlike(wordsOf(step), wordsOf(one.step)))
    const [found] = at < 0 ? [] : free.splice(at, 1)
    if (found !== undefined) partners.set(one.step.id, found)
  }
  return partners
}

const wordsOf = ({ text, commands }: Step) => [text, ...commands.map((command) => command.text)].join('\n')

const parts: readonly (readonly [words: string, of: (step: Step) => string])[] = [
  ['its words', ({ text }) => text],
  ['its commands', ({ commands }) => commands.map(({ text }) => text).join('\n')],
  [
    'its check',
    ({ checks }) => checks.map(({ text, commands, ifNot }) => [text, ...commands.map((one) => one.text), ifNot].join('\n')).join('\n\n'),
  ],
  ['who is needed', ({ needs }) => needs.map((need) => (need.kind === 'role' ? need.role : need.kind)).join('\n')],
  ['its details', ({ details }) => details.join('\n')],
]

function whatChanged(before: Step, after: Step): string | null {
  const changed = parts.filter(([, of]) => of(before) !== of(after)).map(([words]) => words)
  if (changed.length === 0) return null
  return changed.length === 1 ? (changed[0] ?? null) : `${changed.slice(0, -1).join(', ')} and ${changed.at(-1)}`
}

/** The fewest steps that had to be taken up and put elsewhere: those outside the longest run that kept its order. */
function movedAmong(old: readonly Placed[], now: readonly Placed[], partners: ReadonlyMap<string, Placed>): Set<string> {
  const place = new Map(old.map(({ step }, at) => [step.id, at]))
  const both = now.flatMap(({ step, section }) => {
    const partner = partners.get(step.id)
    return partner === undefined ? [] : [{ id: step.id, at: place.get(partner.step.id) ?? 0, left: partner.section !== section }]
  })
  const stayed = longestRising(both.filter(({ left }) => !left).map(({ at }) => at))
  return new Set(both.filter(({ left, at }) => left || !stayed.has(at)).map(({ id }) => id))
}

/** The longest rising run of distinct numbers, by patience. */
function longestRising(numbers: readonly number[]): Set<number> {
  const piles: number[] = []
  const below = new Map<number, number | undefined>()
  for (const number of numbers) {
    let pile = piles.findIndex((top) => top > number)
    if (pile < 0) pile = piles.length
    below.set(number, pile === 0 ? undefined : piles[pile - 1])
    piles[pile] = number
  }
  const found = new Set<number>()
  for (let at = piles.at(-1); at !== undefined; at = below.get(at)) found.add(at)
  return found
}

// By what of an incident is one commitment judged? So that a page of its records reads and judges no more than that.

export const parts = ['answers', 'updates', 'path', 'review', 'notices', 'actions', 'evidence'] as const
export type Part = (typeof parts)[number]
export type Parts = ReadonlySet<Part>

export const everyPart: Parts = new Set(parts)

const byItself: ReadonlyMap<string, Part> = new Map([
  ['afterwards/review', 'review'],
  ['afterwards/actions', 'actions'],
  ['evidence/margin', 'evidence'],
])
const ofSeverity: ReadonlyMap<string, Part> = new Map([
  ['acknowledge', 'answers'],
  ['contain', 'answers'],
  ['update', 'updates'],
  ['escalation', 'path'],
  ['review', 'review'],
])

/** Every part that may say something of a commitment of this id: severities and those who are told may be called anything, so it may be one too many. */
export function partsOf(commitment: string): Parts {
  const own = byItself.get(commitment)
  if (own !== undefined) return new Set([own])
  if (!commitment.startsWith('severity/')) return new Set()
  const last = ofSeverity.get(commitment.split('/').at(-1) ?? '')
  return new Set([...(last === undefined ? [] : [last]), ...(commitment.includes('/notify/') ? ['notices' as const] : [])])
}

/** The severities that it may be about; null where it is about none. A slash in a name leaves several. */
export function levelsOf(commitment: string): string[] | null {
  const [first, ...words] = commitment.split('/')
  if (first !== 'severity') return null
  return words.slice(1).map((_, place) => words.slice(0, place + 1).join('/'))
}

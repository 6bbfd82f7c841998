// Which texts share words with which? Every run of eight words as a number, and a quarter of the numbers kept: enough to tell how much is shared.

export type IndexedText = { path: string; id: string | null; title: string; isTemplate: boolean }

export type TextIndex = {
  texts: readonly IndexedText[]
  /** For each run of words, which texts have it. */
  byShingle: ReadonlyMap<number, readonly number[]>
}

const length = 8
const keptOf = 4

/** Of the body alone: front matter is alike in all documents. A place still to be filled in is one word. */
export function shinglesOf(source: string): ReadonlySet<number> {
  const body = source.replace(/^---\r?\n[\s\S]{0,60000}?\r?\n---\r?\n/, '').replace(/\[replace:[^\]\n]{0,200}\]/g, 'replace')
  const hashes = wordHashes(body)
  const shingles = new Set<number>()
  for (let at = 0; at + length <= hashes.length; at++) {
    let shingle = 0x811c9dc5
    for (let next = at; next < at + length; next++) shingle = Math.imul(shingle ^ (hashes[next] ?? 0), 0x01000193)
    shingle ^= shingle >>> 15
    if (shingle % keptOf === 0) shingles.add(shingle)
  }
  return shingles
}

const isLetter = (code: number) =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || (code >= 0xc0 && code <= 0x24f)
const small = (code: number) => (code < 0x80 ? code | 0x20 : String.fromCharCode(code).toLowerCase().charCodeAt(0))

/** FNV-1a of every word in small letters; letter by letter, because hundreds of texts are held against each other. */
function wordHashes(text: string): number[] {
  const hashes: number[] = []
  let hash = 0x811c9dc5
  let isWithin = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isLetter(code)) hash = Math.imul(hash ^ small(code), 0x01000193)
    else if (isWithin) {
      hashes.push(hash)
      hash = 0x811c9dc5
    }
    isWithin = isLetter(code)
  }
  if (isWithin) hashes.push(hash)
  return hashes
}

export function indexTexts(texts: readonly (IndexedText & { source: string })[]): TextIndex {
  const byShingle = new Map<number, number[]>()
  texts.forEach(({ source }, index) => {
    for (const shingle of shinglesOf(source)) {
      const known = byShingle.get(shingle)
      if (known === undefined) byShingle.set(shingle, [index])
      else known.push(index)
    }
  })
  return { texts: texts.map(({ source: _source, ...text }) => text), byShingle }
}

/** How much of a text stands word for word in each of the others, 0 to 1, the most first. */
export function sharedWith(source: string, { texts, byShingle }: TextIndex): { text: IndexedText; share: number }[] {
  const own = shinglesOf(source)
  const counts = new Map<number, number>()
  for (const shingle of own) for (const index of byShingle.get(shingle) ?? []) counts.set(index, (counts.get(index) ?? 0) + 1)
  return [...counts]
    .flatMap(([index, count]) => {
      const text = texts[index]
      return text === undefined ? [] : [{ text, share: count / own.size }]
    })
    .sort((left, right) => right.share - left.share || (left.text.path < right.text.path ? -1 : 1))
}

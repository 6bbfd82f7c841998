// Which characters a TrueType font can show: its `cmap`. A PDF for archives must not ask a font for a glyph it does not have.

/** Code points, as ranges with both ends included. */
type Range = readonly [first: number, last: number]

const formatOfBasicPlane = 4
const formatOfAllPlanes = 12

export function coveredRanges(font: Uint8Array): Range[] {
  const view = new DataView(font.buffer, font.byteOffset, font.length)
  const cmap = tableOffset(view, 'cmap')
  const subtables = Array.from({ length: view.getUint16(cmap + 2) }, (_, at) => cmap + view.getUint32(cmap + 4 + at * 8 + 4))
  const all = subtables.find((at) => view.getUint16(at) === formatOfAllPlanes)
  if (all !== undefined) return groups(view, all)
  const basic = subtables.find((at) => view.getUint16(at) === formatOfBasicPlane)
  if (basic === undefined) throw new Error('The font has no character map of a known kind.')
  return segments(view, basic)
}

function tableOffset(view: DataView, tag: string): number {
  for (let at = 12, left = view.getUint16(4); left > 0; at += 16, left--) {
    const name = String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
    if (name === tag) return view.getUint32(at + 8)
  }
  throw new Error(`The font has no table ${tag}.`)
}

function groups(view: DataView, at: number): Range[] {
  return Array.from({ length: view.getUint32(at + 12) }, (_, group) => {
    const from = at + 16 + group * 12
    return [view.getUint32(from), view.getUint32(from + 4)]
  })
}

function segments(view: DataView, at: number): Range[] {
  const count = view.getUint16(at + 6) / 2
  const ranges: Range[] = []
  for (let segment = 0; segment < count; segment++) {
    const last = view.getUint16(at + 14 + segment * 2)
    const first = view.getUint16(at + 16 + count * 2 + segment * 2)
    if (last !== 0xffff) ranges.push([first, last])
  }
  return ranges
}

/** Shown for a character that no given font has. */
const stand = '\u{25a1}'
const controls = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u

/**
 * Makes texts printable with the given fonts: what they lack becomes a square, each for one character, so that a title keeps its length
 * and nobody takes it for another. Invisible characters, which could turn a line round, become one too.
 */
export function printable(fonts: readonly Uint8Array[]): (text: string) => string {
  const ranges = fonts.flatMap(coveredRanges)
  const known = new Map<number, boolean>()
  const isKnown = (code: number) => {
    const found = known.get(code) ?? ranges.some(([first, last]) => code >= first && code <= last)
    known.set(code, found)
    return found
  }
  return (text) =>
    Array.from(text, (character) => {
      if (character === '\n' || character === '\t') return ' '
      return !controls.test(character) && isKnown(character.codePointAt(0) as number) ? character : stand
    }).join('')
}

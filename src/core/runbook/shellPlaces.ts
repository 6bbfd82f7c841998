// Where in a shell command do parameters stand? A value is safe in one place and an order of its own in another.

/** `word`: unquoted. `quoted`: alone between quotes. `inside`: among other text between quotes, perhaps of another language. `unknown`: cannot be told. */
export type Place = 'word' | 'quoted' | 'inside' | 'unknown'

export type Slot = {
  name: string
  from: number
  to: number
  place: Place
  /** Nothing of the same word stands before it: a value with a dash would be an option. */
  beginsWord: boolean
}

const parameter = /\$([A-Z][A-Z0-9_]{0,63})(?![A-Za-z0-9_])|\$\{([A-Z][A-Z0-9_]{0,63})\}|<([A-Za-z][A-Za-z0-9_-]{0,63})>/y

export function parameterAt(text: string, at: number): { name: string; to: number } | undefined {
  parameter.lastIndex = at
  const match = parameter.exec(text)
  const name = match?.[1] ?? match?.[2] ?? match?.[3]
  return match === null || name === undefined ? undefined : { name, to: at + match[0].length }
}

/** Text that a second shell or the shell's arithmetic reads again, where our quotes are gone by then. */
const readAgain = /(^|[\s;|&(])(eval|ssh|su|watch|parallel|source|\.)\s|`|\$\(\(|\$'|(^|[^<])<<(?!<)|\(\(/

type Frame = { opens: '' | '(' | '"'; from: number }

/** The slots of a command in their order. Conservative: where quotes do not close, every place is unknown. */
export function shellSlots(text: string): Slot[] {
  const slots: Slot[] = []
  const stack: Frame[] = [{ opens: '', from: 0 }]
  let sure = !readAgain.test(text)
  let at = 0
  const add = (to: number, name: string, place: Place, beginsWord: boolean) => {
    slots.push({ name, from: at, to, place, beginsWord })
    at = to
  }
  while (at < text.length) {
    const character = text[at] ?? ''
    const frame = stack.at(-1)
    const quoted = frame?.opens === '"'
    const found = character === '$' || (character === '<' && text[at - 1] !== '<') ? parameterAt(text, at) : undefined
    if (found !== undefined) {
      const alone = quoted && frame.from === at - 1 && text[found.to] === '"' && standsAlone(text, at - 1, found.to + 1)
      add(
        found.to,
        found.name,
        alone ? 'quoted' : quoted ? 'inside' : 'word',
        startsWord(text, quoted ? frame.from : at, quoted ? at - 1 === frame.from : true),
      )
    } else if (character === '\\') at += 2
    else if (character === '$' && text[at + 1] === '(') {
      stack.push({ opens: '(', from: at })
      at += 2
    } else if (character === '$' && text[at + 1] === '{') {
      const closes = text.indexOf('}', at)
      if (closes < 0) sure = false
      at = closes < 0 ? text.length : closes + 1
    } else if (character === '"') {
      if (quoted) stack.pop()
      else stack.push({ opens: '"', from: at })
      at++
    } else if (quoted) at++
    else if (character === "'") {
      const closes = text.indexOf("'", at + 1)
      if (closes < 0) sure = false
      slots.push(...slotsBetween(text, at, closes < 0 ? text.length : closes))
      at = closes < 0 ? text.length : closes + 1
    } else if (character === '#' && isBlank(text[at - 1])) {
      const ends = text.indexOf('\n', at)
      slots.push(...slotsBetween(text, at, ends < 0 ? text.length : ends).map((slot) => ({ ...slot, place: 'unknown' as const })))
      at = ends < 0 ? text.length : ends
    } else {
      if (character === '(') stack.push({ opens: '(', from: at })
      if (character === ')' && frame?.opens === '(') stack.pop()
      at++
    }
  }
  if (stack.length > 1) sure = false
  return sure ? slots : slots.map((slot) => ({ ...slot, place: 'unknown' }))
}

function slotsBetween(text: string, opens: number, closes: number): Slot[] {
  const slots: Slot[] = []
  for (let at = opens + 1; at < closes; at++) {
    const found = text[at] === '$' || text[at] === '<' ? parameterAt(text, at) : undefined
    if (found === undefined || found.to > closes) continue
    const alone = at === opens + 1 && found.to === closes && text[opens] === "'" && standsAlone(text, opens, closes + 1)
    slots.push({
      name: found.name,
      from: at,
      to: found.to,
      place: alone ? 'quoted' : 'inside',
      beginsWord: startsWord(text, opens, at === opens + 1),
    })
    at = found.to - 1
  }
  return slots
}

/** Quotes that touch other quotes are one word with them: the value is then not the whole of it. */
function standsAlone(text: string, from: number, to: number): boolean {
  return !/["'\\]/.test(text[from - 1] ?? ' ') && !/["'\\]/.test(text[to] ?? ' ')
}

function startsWord(text: string, from: number, first: boolean): boolean {
  return first && (isBlank(text[from - 1]) || /[;|&(]/.test(text[from - 1] ?? ''))
}

function isBlank(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character)
}

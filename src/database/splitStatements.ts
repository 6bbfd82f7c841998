// One SQL text into its statements: PGlite takes one at a time, and so an error names the one that failed.

const dollarQuote = /\$([A-Za-z_\x80-\uffff][\w\x80-\uffff]*)?\$/y

/** Where the thing that begins at `start` ends: a quoted text, a quoted name, a dollar-quoted body or a comment. Undefined: it is none. */
function endOfOpaque(text: string, start: number): number | undefined {
  const character = text[start]
  if (character === "'") return endOfQuote(text, start, "'", /[eE]/.test(text[start - 1] ?? '') && !/\w/.test(text[start - 2] ?? ''))
  if (character === '"') return endOfQuote(text, start, '"', false)
  if (character === '-' && text[start + 1] === '-') {
    const newline = text.indexOf('\n', start)
    return newline === -1 ? text.length : newline
  }
  if (character === '/' && text[start + 1] === '*') return endOfBlockComment(text, start)
  if (character === '$' && !/[\w$]/.test(text[start - 1] ?? '')) return endOfDollarQuote(text, start)
  return undefined
}

function endOfQuote(text: string, start: number, quote: string, escapes: boolean): number {
  for (let at = start + 1; at < text.length; at++) {
    if (escapes && text[at] === '\\') at++
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at + 1
      at++
    }
  }
  throw new SyntaxError(`A ${quote} is never closed: ${text.slice(start, start + 60)}`)
}

function endOfBlockComment(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    if (text[at] === '/' && text[at + 1] === '*') {
      depth++
      at++
    } else if (text[at] === '*' && text[at + 1] === '/') {
      depth--
      at++
      if (depth === 0) return at + 1
    }
  }
  throw new SyntaxError(`A comment is never closed: ${text.slice(start, start + 60)}`)
}

function endOfDollarQuote(text: string, start: number): number | undefined {
  dollarQuote.lastIndex = start
  const match = dollarQuote.exec(text)
  if (!match) return undefined
  const end = text.indexOf(match[0], start + match[0].length)
  if (end === -1) throw new SyntaxError(`A ${match[0]} is never closed: ${text.slice(start, start + 60)}`)
  return end + match[0].length
}

/** The statements without their semicolons; comments stay inside, and a text of nothing but comments is none. */
export function splitStatements(text: string): string[] {
  const statements: string[] = []
  let begin = 0
  let says = false
  const finish = (end: number) => {
    if (says) statements.push(text.slice(begin, end).trim())
    begin = end + 1
    says = false
  }
  for (let at = 0; at < text.length; ) {
    const end = endOfOpaque(text, at)
    if (end !== undefined) {
      says ||= !text.startsWith('--', at) && !text.startsWith('/*', at)
      at = end
    } else {
      if (text[at] === ';') finish(at)
      else says ||= !/\s/.test(text[at] ?? '')
      at++
    }
  }
  finish(text.length)
  return statements
}

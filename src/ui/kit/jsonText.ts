// JSON laid out for reading without reading it as values: every token keeps its own characters, so 2^53+1 stays 2^53+1.

export type TokenKind = 'key' | 'string' | 'number' | 'word' | 'punctuation'
export type Token = { kind: TokenKind; text: string }

/** One line; `closes` is the line index of the closing bracket where this line opens one. */
export type Line = { depth: number; tokens: Token[]; closes: number | null; members: number }

const tokenPattern = /\s+|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|([{}[\],:])/gy

function tokenize(text: string): Token[] | null {
  const tokens: Token[] = []
  tokenPattern.lastIndex = 0
  while (tokenPattern.lastIndex < text.length) {
    const match = tokenPattern.exec(text)
    if (!match) return null
    const [, string, number, word, mark] = match
    if (string !== undefined) tokens.push({ kind: 'string', text: string })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else if (mark !== undefined) tokens.push({ kind: 'punctuation', text: mark })
  }
  return tokens
}

class Layout {
  readonly lines: Line[] = []
  private open: number[] = []
  private line: Line | null = null

  private current(): Line {
    if (!this.line) {
      this.line = { depth: this.open.length, tokens: [], closes: null, members: 0 }
      this.lines.push(this.line)
    }
    return this.line
  }

  add(token: Token): void {
    this.current().tokens.push(token)
  }

  openBracket(token: Token): void {
    this.add(token)
    this.open.push(this.lines.length - 1)
    this.line = null
  }

  closeBracket(token: Token): boolean {
    const opened = this.open.pop()
    if (opened === undefined) return false
    const opener = this.lines[opened]
    if (opener && opened === this.lines.length - 1) {
      this.line = opener
      this.add(token)
      return true
    }
    this.line = null
    this.add(token)
    if (opener) opener.closes = this.lines.length - 1
    return true
  }

  comma(token: Token): void {
    this.add(token)
    this.line = null
  }

  countMember(): void {
    const opener = this.lines[this.open.at(-1) ?? -1]
    if (opener) opener.members += 1
  }

  balanced(): boolean {
    return this.open.length === 0
  }
}

/** Null where the text is not JSON: then it is shown as it came. Values are never converted. */
export function layJson(text: string): Line[] | null {
  const tokens = tokenize(text.replace(/^\uFEFF/, ''))
  if (!tokens || tokens.length === 0) return null
  const layout = new Layout()
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token
    const next = tokens[at + 1]
    if (token.kind === 'string' && next?.text === ':') layout.add({ kind: 'key', text: token.text })
    else if (token.text === '{' || token.text === '[') layout.openBracket(token)
    else if (token.text === '}' || token.text === ']') {
      const before = tokens[at - 1]
      if (before && before.text !== '{' && before.text !== '[') layout.countMember()
      if (!layout.closeBracket(token)) return null
    } else if (token.text === ',') {
      layout.countMember()
      layout.comma(token)
    } else if (token.text === ':') layout.add({ kind: 'punctuation', text: ': ' })
    else layout.add(token)
  }
  return layout.balanced() ? layout.lines : null
}

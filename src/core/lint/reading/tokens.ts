// The words of a text with their places.

export type Token = { word: string; lower: string; start: number; end: number }

// Latin letters only: the lexicons are English, and classes of all Unicode cost five times as much.
const word = /[A-Za-z0-9\u00c0-\u024f](?:[\w.'’+\u00c0-\u024f-]*[A-Za-z0-9\u00c0-\u024f])?/g

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(word)) {
    tokens.push({ word: match[0], lower: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length })
  }
  return tokens
}

// The words of a text with their places.

export type Token = { word: string; lower: string; start: number; end: number }

const word = /[\p{L}\p{N}](?:[\p{L}\p{N}_.'’+-]*[\p{L}\p{N}])?/gu

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(word)) {
    tokens.push({ word: match[0], lower: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length })
  }
  return tokens
}

// The words of a text with their places.

/** `stem`: the word in small letters, without an ending that makes another word of a name. */
export type Token = { word: string; lower: string; stem: string; start: number; end: number }

// Latin letters only: the lexicons are English, and classes of all Unicode cost five times as much.
const word = /[A-Za-z0-9\u00c0-\u024f](?:[\w.'’+\u00c0-\u024f-]*[A-Za-z0-9\u00c0-\u024f])?/g

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  word.lastIndex = 0
  for (let match = word.exec(text); match !== null; match = word.exec(text)) {
    const lower = match[0].toLowerCase()
    tokens.push({ word: match[0], lower, stem: stemOf(lower), start: match.index, end: match.index + match[0].length })
  }
  return tokens
}

const ending = /(?:['’]s|-(?:based|hosted|managed|backed|side|wide|native|specific|only|related|level|issued))$/

/** “Okta’s”, “AWS-hosted” and “Slack-based” name Okta, AWS and Slack. */
function stemOf(lower: string): string {
  return lower.includes('-') || lower.includes("'") || lower.includes('’') ? lower.replace(ending, '') : lower
}

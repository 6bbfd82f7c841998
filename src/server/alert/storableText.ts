// The border between other people's text and the database: what PostgreSQL cannot hold in a text does not get past here.

/** NUL and half surrogates are replaced, and what is too long is cut. */
export function storableText(text: string, most: number): string {
  const short = text.length > most ? text.slice(0, most) : text
  return short.includes('\0') || !short.isWellFormed() ? short.replaceAll('\0', '\ufffd').toWellFormed() : short
}

/** Of one delivery's headers; the rest is not kept. Node itself takes in no more than 16 KiB. */
const mostHeaders = 200
const longestHeader = 8192

export function storableHeaders(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  const kept: [string, string][] = []
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || kept.length === mostHeaders) continue
    kept.push([storableText(name.toLowerCase(), 200), storableText(typeof value === 'string' ? value : value.join(', '), longestHeader)])
  }
  return Object.fromEntries(kept)
}

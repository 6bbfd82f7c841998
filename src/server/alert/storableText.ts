// The border between other people's text and the database: what PostgreSQL cannot hold in a text does not get past here.

/** NUL and half surrogates are replaced, and what is too long is cut. */
export function storableText(text: string, most: number): string {
  const short = text.length > most ? text.slice(0, most) : text
  return short.includes('\0') || !short.isWellFormed() ? short.replaceAll('\0', '\ufffd').toWellFormed() : short
}

/** Of one delivery's headers; the rest is not kept. Node itself takes in no more than 16 KiB. */
const mostHeaders = 200
const longestHeader = 8192

/** From Node's list of names and values in turn, as they came: lower-case names, a repeated header joined with `, `. */
export function storableHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const kept = new Map<string, string>()
  for (let place = 0; place + 1 < rawHeaders.length; place += 2) {
    const name = storableText((rawHeaders[place] ?? '').toLowerCase(), 200)
    const earlier = kept.get(name)
    if (earlier === undefined && kept.size === mostHeaders) continue
    const value = rawHeaders[place + 1] ?? ''
    kept.set(name, storableText(earlier === undefined ? value : `${earlier}, ${value}`, longestHeader))
  }
  return Object.fromEntries(kept)
}

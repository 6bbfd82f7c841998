// Runbooks name each other. Where one names another that a company does not have, the name is followed by a place to fill in, so that nobody looks for it at night.

const place = ' [replace: your own runbook for this; the shipped one is for another cloud]'
const quoted = /“([^”\n]{4,80})”/g

/** `missing`: titles of documents that were left out; a text may shorten them. What was added at an earlier time is taken back first. */
export function markMissing(text: string, missing: readonly string[]): string {
  return text
    .replaceAll(place, '')
    .replace(quoted, (whole, name: string) => (missing.some((title) => title.startsWith(name)) ? `${whole}${place}` : whole))
}

export function titleIn(text: string): string {
  return /^title:\s*["']?(.{1,200}?)["']?\s*$/m.exec(text)?.[1] ?? ''
}

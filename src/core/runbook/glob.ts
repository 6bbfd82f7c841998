// Does a text fit a pattern in which `*` stands for any characters and `?` for one? In time proportional to both, whatever they hold.

/** Upper and lower case are the same. */
export function fitsGlob(pattern: string, text: string): boolean {
  const [wanted, said] = [pattern.toLowerCase(), text.toLowerCase()]
  let at = 0
  let inPattern = 0
  let star = -1
  let retryAt = 0
  while (at < said.length) {
    if (inPattern < wanted.length && wanted[inPattern] === '*') {
      star = inPattern++
      retryAt = at
    } else if (inPattern < wanted.length && (wanted[inPattern] === '?' || wanted[inPattern] === said[at])) {
      at++
      inPattern++
    } else if (star >= 0) {
      // Only the last star need give way: what stood before it already fits at the earliest place.
      inPattern = star + 1
      at = ++retryAt
    } else return false
  }
  while (wanted[inPattern] === '*') inPattern++
  return inPattern === wanted.length
}

/** How much a pattern says: its characters without wildcards. */
export function literalLength(pattern: string): number {
  return pattern.replace(/[*?]/g, '').length
}

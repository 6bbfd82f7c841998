// What time it is for the server: this device's clock may be wrong, and what was done offline is dated by when it was done.

let ahead = 0

/** From the `Date` header of any answer; whole seconds, which is exact enough to say when something was pressed. */
export function noteServerDate(header: string | null): void {
  const theirs = header === null ? Number.NaN : Date.parse(header)
  if (Number.isFinite(theirs)) ahead = theirs - Date.now()
}

/** A second or two of difference is the header's, not the clock's. */
const trusted = 5_000

export function serverNow(): number {
  return Date.now() + (Math.abs(ahead) < trusted ? 0 : ahead)
}

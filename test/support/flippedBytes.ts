// One bit of a file turned over, and where in a file to try it.

export function flipped(bytes: Uint8Array, at: number, bit = 0): Uint8Array {
  const changed = new Uint8Array(bytes)
  changed[at] = (changed[at] as number) ^ (1 << bit)
  return changed
}

/** Every place of a short file; of a long one its ends and an even spread. */
export function places(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, at) => at)
  const step = length / most
  return [...new Set([0, length - 1, ...Array.from({ length: most }, (_, at) => Math.floor(at * step))])]
}

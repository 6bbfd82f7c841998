// Random bytes for ids: asked of the kernel a few thousand at a time, because asking for ten costs as much.
import { randomBytes } from 'node:crypto'

const drawn = 4096

/** Each byte is given out once. */
export function randomPool(): (count: number) => Uint8Array {
  let pool: Uint8Array = new Uint8Array(0)
  let at = 0
  return (count) => {
    if (at + count > pool.length) {
      pool = new Uint8Array(randomBytes(Math.max(drawn, count)))
      at = 0
    }
    at += count
    return pool.subarray(at - count, at)
  }
}

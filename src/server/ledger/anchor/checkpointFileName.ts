// How a checkpoint's file is called wherever it is kept as one: by its size, so that a listing is in order.

/** As many digits as 2^53 has. */
const digits = 16

export function checkpointFileName(size: number): string {
  return `${String(size).padStart(digits, '0')}.checkpoint`
}

/** Undefined for a name that is none of ours. */
export function sizeOfCheckpointFile(name: string): number | undefined {
  const match = /^(\d{16})\.checkpoint$/.exec(name)
  return match ? Number(match[1]) : undefined
}

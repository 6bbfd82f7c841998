// Which lines of two texts are the same, and what changed between them? Rows that pair what stood before with what stands now.

/** A piece of a line; `changed`: not in the other text. */
export type Piece = { text: string; changed: boolean }
export type DifferenceLine = { number: number; pieces: readonly Piece[] }

/** `same` has both sides alike, `changed` both, `removed` only before, `added` only after. */
export type DifferenceRow = {
  kind: 'same' | 'changed' | 'removed' | 'added'
  before: DifferenceLine | null
  after: DifferenceLine | null
}

/** Beyond so many edits two texts are two texts: the middle is shown as removed and added. Keeps time and memory bounded for any input. */
const mostEdits = 1_500
/** Words are told apart only in lines that people write. */
const longestLine = 4_000

export function lineDifference(before: string, after: string): DifferenceRow[] {
  const left = linesOf(before)
  const right = linesOf(after)
  const rows: DifferenceRow[] = []
  let removed: number[] = []
  let added: number[] = []
  const flush = () => {
    rows.push(...paired(removed, added, left, right))
    removed = []
    added = []
  }
  for (const step of edits(left, right)) {
    if (step.kind === 'removed') removed.push(step.left)
    else if (step.kind === 'added') added.push(step.right)
    else {
      flush()
      rows.push({ kind: 'same', before: whole(left, step.left, false), after: whole(right, step.right, false) })
    }
  }
  flush()
  return rows
}

/** Line ends of any system are alike; a final one opens no further line. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function whole(lines: readonly string[], index: number, changed: boolean): DifferenceLine {
  return { number: index + 1, pieces: [{ text: lines[index] ?? '', changed }] }
}

/** Lines that were replaced stand beside each other where they have words in common; the rest stands alone. */
function paired(removed: readonly number[], added: readonly number[], left: readonly string[], right: readonly string[]): DifferenceRow[] {
  const rows: DifferenceRow[] = []
  let next = 0
  for (const before of removed) {
    const partner = added.slice(next, next + 20).find((after) => isAlike(left[before] ?? '', right[after] ?? ''))
    if (partner === undefined) {
      rows.push({ kind: 'removed', before: whole(left, before, true), after: null })
      continue
    }
    for (; added[next] !== partner; next++) rows.push({ kind: 'added', before: null, after: whole(right, added[next] ?? 0, true) })
    next++
    const [old, now] = wordsApart(left[before] ?? '', right[partner] ?? '')
    rows.push({ kind: 'changed', before: { number: before + 1, pieces: old }, after: { number: partner + 1, pieces: now } })
  }
  for (const after of added.slice(next)) rows.push({ kind: 'added', before: null, after: whole(right, after, true) })
  return rows
}

/** At least half of the words in common. */
export function isAlike(one: string, other: string): boolean {
  if (one.length > longestLine || other.length > longestLine) return false
  const words = one.toLowerCase().match(/[\p{Letter}\p{Number}]+/gu) ?? []
  const others = new Set(other.toLowerCase().match(/[\p{Letter}\p{Number}]+/gu) ?? [])
  const mine = new Set(words)
  const common = [...mine].filter((word) => others.has(word)).length
  return common > 0 && common * 2 >= Math.min(mine.size, others.size) && common * 3 >= Math.max(mine.size, others.size)
}

function wordsApart(before: string, after: string): [Piece[], Piece[]] {
  const left = before.match(/\s+|[\p{Letter}\p{Number}_]+|[^\s]/gu) ?? []
  const right = after.match(/\s+|[\p{Letter}\p{Number}_]+|[^\s]/gu) ?? []
  const old: Piece[] = []
  const now: Piece[] = []
  for (const step of edits(left, right)) {
    if (step.kind !== 'added') append(old, left[step.left] ?? '', step.kind === 'removed')
    if (step.kind !== 'removed') append(now, right[step.right] ?? '', step.kind === 'added')
  }
  return [old, now]
}

function append(pieces: Piece[], text: string, changed: boolean): void {
  const last = pieces.at(-1)
  if (last?.changed === changed) pieces[pieces.length - 1] = { text: last.text + text, changed }
  else pieces.push({ text, changed })
}

type Edit = { kind: 'same' | 'removed' | 'added'; left: number; right: number }

/** The shortest way from one list to the other (Myers), after what both begin and end with alike. */
function edits(left: readonly string[], right: readonly string[]): Edit[] {
  let head = 0
  while (head < left.length && head < right.length && left[head] === right[head]) head++
  let tail = 0
  while (tail < left.length - head && tail < right.length - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail++
  const same = (from: number, to: number, ahead: number): Edit[] =>
    Array.from({ length: to - from }, (_, at) => ({ kind: 'same', left: from + at, right: from + at + ahead }))
  const middle = shortest(left.slice(head, left.length - tail), right.slice(head, right.length - tail))
  return [
    ...same(0, head, 0),
    ...middle.map((edit) => ({ ...edit, left: edit.left + head, right: edit.right + head })),
    ...same(left.length - tail, left.length, right.length - left.length),
  ]
}

function shortest(left: readonly string[], right: readonly string[]): Edit[] {
  const most = Math.min(left.length + right.length, mostEdits)
  const reach = new Int32Array(2 * most + 3)
  const middle = most + 1
  const trail: Int32Array[] = []
  for (let cost = 0; cost <= most; cost++) {
    trail.push(reach.slice(middle - cost - 1, middle + cost + 2))
    for (let lane = -cost; lane <= cost; lane += 2) {
      const below = reach[middle + lane - 1] ?? 0
      const above = reach[middle + lane + 1] ?? 0
      let at = lane === -cost || (lane !== cost && below < above) ? above : below + 1
      while (at < left.length && at - lane < right.length && left[at] === right[at - lane]) at++
      reach[middle + lane] = at
      if (at >= left.length && at - lane >= right.length) return wayBack(trail, left.length, right.length)
    }
  }
  return [
    ...left.map((_, at): Edit => ({ kind: 'removed', left: at, right: 0 })),
    ...right.map((_, at): Edit => ({ kind: 'added', left: left.length, right: at })),
  ]
}

function wayBack(trail: readonly Int32Array[], leftEnd: number, rightEnd: number): Edit[] {
  const found: Edit[] = []
  let left = leftEnd
  let right = rightEnd
  for (let cost = trail.length - 1; cost >= 0; cost--) {
    const reach = trail[cost] ?? new Int32Array()
    const lane = left - right
    const at = (other: number) => reach[other + cost + 1] ?? 0
    const came = lane === -cost || (lane !== cost && at(lane - 1) < at(lane + 1)) ? lane + 1 : lane - 1
    const fromLeft = cost === 0 ? 0 : at(came)
    const fromRight = cost === 0 ? 0 : fromLeft - came
    while (left > fromLeft && right > fromRight) found.push({ kind: 'same', left: --left, right: --right })
    if (cost === 0) break
    if (left > fromLeft) found.push({ kind: 'removed', left: --left, right })
    else found.push({ kind: 'added', left, right: --right })
  }
  return found.reverse()
}

// What did a policy promise in a period, and on which days? One line for each promise; one that changed has a line for each of its values.
import type { Instant } from '../kernel/instant.ts'
import { commitmentList, type ListedCommitment } from '../policy/commitmentList.ts'
import type { Policy } from '../policy/policy.ts'

export type PromisingVersion = { version: string; number: number; policy: Policy }
export type InForceSpan = { number: number; from: Instant; to: Instant }

export type PromisedLine = ListedCommitment & {
  /** The newest of the versions that promise just this: with the id it names the line. */
  newest: number
  /** When it was in force in the period, in order. Empty where only records that belong to another time bring it in. */
  spans: InForceSpan[]
  versions: ReadonlySet<string>
}

type Making = PromisedLine & { versions: Set<string>; first: number }

/** `stretches` of the period, in order. `versions`: of those, and of whatever else records are judged by. */
export function promisedLines(
  versions: readonly PromisingVersion[],
  stretches: readonly (Omit<InForceSpan, 'number'> & { version: string })[],
): PromisedLine[] {
  const inOrder = [...versions].sort((left, right) => left.number - right.number)
  const lines = new Map<string, Making>()
  for (const { version, number, policy } of inOrder) {
    for (const listed of commitmentList(policy)) {
      const same = `${listed.id}\n${listed.value}`
      const line = lines.get(same) ?? { ...listed, newest: number, spans: [], versions: new Set(), first: number }
      line.versions.add(version)
      line.newest = number
      lines.set(same, line)
    }
  }
  const numbers = new Map(versions.map(({ version, number }) => [version, number]))
  for (const { version, from, to } of stretches) {
    const number = numbers.get(version)
    if (number === undefined) continue
    for (const line of lines.values()) if (line.versions.has(version)) line.spans.push({ number, from, to })
  }
  const place = placesOf(inOrder.map(({ policy }) => commitmentList(policy).map(({ id }) => id)))
  return [...lines.values()]
    .sort((left, right) => (place.get(left.id) ?? 0) - (place.get(right.id) ?? 0) || left.first - right.first)
    .map(({ first: _first, ...line }) => line)
}

/** In the order of the newest text; what it no longer promises stands where it stood. */
function placesOf(oldestFirst: readonly (readonly string[])[]): Map<string, number> {
  const ids: string[] = []
  for (const list of [...oldestFirst].reverse()) {
    list.forEach((id, at) => {
      if (ids.includes(id)) return
      const before = list[at - 1]
      ids.splice(before === undefined ? 0 : ids.indexOf(before) + 1, 0, id)
    })
  }
  return new Map(ids.map((id, at) => [id, at]))
}

/** The line that a version’s promise belongs to. */
export function lineOf<Line extends Pick<PromisedLine, 'id' | 'versions'>>(
  lines: readonly Line[],
  version: string,
  commitment: string,
): Line | undefined {
  return lines.find((line) => line.id === commitment && line.versions.has(version))
}

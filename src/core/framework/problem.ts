// What is wrong with a file of the frameworks catalogue: by name, with the line and column where it stands.
import type { ZodError } from 'zod'
import type { Located } from '../document/located.ts'
import { documentStart, type Position } from '../document/problem.ts'

/** `shape`: not written as such files are. `misnamed`: the file's name says otherwise. The rest compare places with each other. */
export type FrameworkRule = 'yaml' | 'shape' | 'misnamed' | 'twice' | 'unknown-criterion' | 'unknown-source' | 'with-itself' | 'missing'

export type FrameworkProblem = { file: string; rule: FrameworkRule; message: string; position: Position }

type Path = readonly PropertyKey[]

/** Where a path leads in what was written, or as near to it as something stands. */
export function positionOf(value: Located, path: Path): Position {
  let here = value
  for (const part of path) {
    const next = here.kind === 'map' ? here.entries.get(String(part)) : here.kind === 'list' ? here.items[Number(part)] : undefined
    if (next === undefined) break
    here = next
  }
  return here.position
}

export function shapeProblems(file: string, error: ZodError, value: Located): FrameworkProblem[] {
  return error.issues.map(({ path, message }) => ({
    ...{ file, rule: 'shape', position: positionOf(value, path) },
    message: path.length === 0 ? message : `${path.join('/')}: ${message}`,
  }))
}

export function missing(file: string, message: string): FrameworkProblem {
  return { file, rule: 'missing', message, position: documentStart }
}

/** One line as compilers write it. */
export function problemLine({ file, rule, message, position }: FrameworkProblem): string {
  return `${file}:${position.line}:${position.column} ${rule}: ${message}`
}

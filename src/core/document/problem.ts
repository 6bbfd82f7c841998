// What is wrong with a document, and where: said to its writer, never thrown, because a document that is half right must still open at 2 AM.

/** Both count from 1, in UTF-16 units, as editors do. */
export type Position = { line: number; column: number }

/** `rule` is `part/what`, for instance `front-matter/duration`. */
export type DocumentProblem = { rule: string; message: string; position: Position }

export const documentStart: Position = { line: 1, column: 1 }

/** In the order a reader meets them. */
export function inReadingOrder(problems: readonly DocumentProblem[]): DocumentProblem[] {
  return [...problems].sort((left, right) => left.position.line - right.position.line || left.position.column - right.position.column)
}

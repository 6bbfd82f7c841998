// Why a package is not believed: the one error of everything that reads packages, with a sentence for the reader.

/** What was looked at when it failed; the order is that of the checks, so the first reason is the deepest that could be reached. */
export type DefectArea = 'container' | 'files' | 'log' | 'entries' | 'openings' | 'period' | 'populations' | 'held' | 'timestamps'

export class PackageDefect extends Error {
  readonly area: DefectArea

  constructor(area: DefectArea, message: string, options?: { cause: unknown }) {
    super(message)
    this.name = 'PackageDefect'
    this.area = area
    if (options) this.cause = options.cause
  }
}

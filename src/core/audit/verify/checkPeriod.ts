// Does the log itself name the period, and do the entries reach from before its beginning to behind its end?
import { formatInstant, minute } from '../../kernel/instant.ts'
import { PackageDefect } from '../packageDefect.ts'
import { paths } from '../packageLayout.ts'
import { demandAllDocuments } from '../populations/documents.ts'
import type { RangeReading } from '../readRange.ts'
import { type Statement, samePeriod } from '../statement.ts'

/**
 * Entries are sealed in the order in which their transactions end, so recording times run slightly out of order, by as long as a
 * transaction may stay open. A package begins with an entry recorded so long before the period: then none of the period's can lie
 * further left, whichever of the log's checkpoints somebody opens the package with.
 */
export const leadIn = 10 * minute

/** Answers the index of the entry that names the period. */
export function checkPeriod(reading: RangeReading, statement: Statement): number {
  const { period, openingSize } = statement
  const request = reading.requests.get(statement.package)
  if (request === undefined) {
    throw new PackageDefect(
      'period',
      `No entry between the checkpoints asks for the package ${statement.package}: ${paths.statement} is not of this log, or the end of the log is cut off.`,
    )
  }
  if (request.period === undefined || !samePeriod(request.period, statement)) {
    throw new PackageDefect(
      'period',
      `${paths.statement} says another audit or period than entry #${request.index}, which asked for the package.`,
    )
  }
  if (request.recordedAt < period.end) {
    throw new PackageDefect('period', `The package was asked for at ${formatInstant(request.recordedAt)}, before its period was over.`)
  }
  const first = reading.firstRecordedAt
  if (openingSize > 0 && (first === null || first > period.start - leadIn)) {
    throw new PackageDefect(
      'period',
      `The entries begin too late: the first one (#${openingSize}) was not recorded at least ${leadIn / minute} minutes before the period began, so entries of the period may have been left out before it.`,
    )
  }
  demandAllDocuments(reading.documents, openingSize, request.documents, request.index)
  return request.index
}

// Says that the database could not be asked at all, as opposed to having said no.

/** The request was not answered because the database is away or overloaded: worth another try, and 503 over HTTP. */
export class DatabaseUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'DatabaseUnavailable'
  }
}

/** Class 08: connection; 57P01..57P03: the server is stopping or starting; 53: out of connections, memory or disk. */
const awayCodes = /^(08...|57P0[1-5]|53...|25P03)$/
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
])
/** The driver's own words where it gives no code. */
const driverWords =
  /Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after calling end|not queryable|database worker/i

/** Names an error for what it is: what means "away" becomes `DatabaseUnavailable`, all else stays as it was. */
export function nameDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseUnavailable) return error
  const code = (error as { code?: unknown }).code
  const away = typeof code === 'string' ? awayCodes.test(code) || networkCodes.has(code) : driverWords.test(error.message)
  return away ? new DatabaseUnavailable('The database cannot be reached just now.', error) : error
}

// What every parser of the ledger throws when bytes are not what they claim to be: one named error, one sentence for the reader.

/** The only error the parsers in this folder throw on hostile input. The message is a sentence that can be shown as it stands. */
export class LedgerFormatError extends Error {
  constructor(message: string, options?: { cause: unknown }) {
    super(message)
    this.name = 'LedgerFormatError'
    if (options) this.cause = options.cause
  }
}

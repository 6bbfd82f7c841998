// What somebody who verifies has to say: which package, which key, and perhaps which checkpoints and authorities.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { VerifyOptions } from '../../core/audit/verify/packageReader.ts'
import { LedgerFormatError } from '../../core/ledger/ledgerFormatError.ts'
import { parsePem } from '../../core/ledger/pem.ts'
import { parseVerifierKey, type VerifierKey } from '../../core/ledger/verifierKey.ts'
import { nodeCryptography } from '../../server/ledger/nodeCryptography.ts'
import { verifyTimestamp } from '../../server/ledger/verifyTimestamp.ts'

export const usage = `tickmark verify <package.zip> --key <verifier key> [--checkpoint <file>]... [--tsa <ca.pem>]... [--threads <1|2>] [--json]

Checks a package offline: its seals, that no entry of the period is left out, and that the populations follow from the entries.

  --key <verifier key>   the key you received when the audit began (name+id+key); never one from the package.
                         Several, if the log went on under a new name within the period.
  --checkpoint <file>    a checkpoint you kept from earlier: the log must extend it
  --tsa <ca.pem>         the certificate of a timestamp authority you trust
  --threads <1|2>        how many threads to work on; two for a large package, unless told otherwise
  --json                 the verdict as JSON

Exit code: 0 verified, 1 not verified (the first reason is said), 2 cannot be read.
`

/** Said instead of a verdict: nothing was checked. */
export class UnusableArguments extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnusableArguments'
  }
}

export type VerifyArguments = { path: string; json: boolean; threads?: 1 | 2; options: Pick<VerifyOptions, 'keys' | 'held' | 'checkStamp'> }

const manyTexts = { type: 'string', multiple: true } as const

export async function readVerifyArguments(args: readonly string[]): Promise<VerifyArguments | 'help'> {
  const { values, positionals } = parse(args)
  if (values.help === true) return 'help'
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new UnusableArguments('Name one package file.')
  const keys = (values.key ?? []).map(readKey)
  if (keys.length === 0) throw new UnusableArguments('Give the verifier key with --key: without it nothing in a package can be believed.')
  const held = await Promise.all((values.checkpoint ?? []).map(async (name) => ({ name, note: await readWhole(name) })))
  const authorities = await Promise.all((values.tsa ?? []).map(readAuthority))
  return {
    path,
    json: values.json === true,
    ...(values.threads === undefined ? {} : { threads: readThreads(values.threads) }),
    options: {
      ...{ keys, held },
      checkStamp: authorities.length === 0 ? null : (timestamp, data) => verifyTimestamp({ timestamp, data, trusted: authorities }),
    },
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        key: manyTexts,
        checkpoint: manyTexts,
        tsa: manyTexts,
        threads: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UnusableArguments(error instanceof Error ? error.message : String(error))
  }
}

function readThreads(text: string): 1 | 2 {
  if (text !== '1' && text !== '2') throw new UnusableArguments(`--threads is 1 or 2, not ${text}.`)
  return text === '1' ? 1 : 2
}

function readKey(text: string): VerifierKey {
  try {
    return parseVerifierKey(nodeCryptography.sha256, text.trim())
  } catch (error) {
    if (error instanceof LedgerFormatError) throw new UnusableArguments(error.message)
    throw error
  }
}

async function readAuthority(path: string): Promise<string> {
  const pem = new TextDecoder().decode(await readWhole(path))
  try {
    if (parsePem(pem).length > 0) return pem
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
  }
  throw new UnusableArguments(`${path} holds no certificate in PEM.`)
}

async function readWhole(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new UnusableArguments(`${path} cannot be read: ${(error as Error).message}`)
  }
}

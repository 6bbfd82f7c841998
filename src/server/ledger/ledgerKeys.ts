// The keys ledgers are signed with: derived from one seed file outside the database, one key per organization and generation.
import { randomBytes } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { NoteSigner } from '../../core/ledger/signedNote.ts'
import { verifierKey } from '../../core/ledger/verifierKey.ts'
import { readKeyFile } from '../files/keyFile.ts'
import { deriveLedgerSeed, ed25519PublicKey, ed25519Sign, nodeCryptography } from './nodeCryptography.ts'

/** Which of an organization's keys: the generation rises when the ledger goes on under a new origin. */
export type KeyName = { organizationId: OrganizationId; generation: number; origin: string }

export type LedgerKeys = {
  /** Signs for the log of that origin. The seed itself never leaves. */
  signer(of: KeyName): NoteSigner
}

const firstLine = 'tickmark signing seed v1'
const seedLength = 32

/** Refuses a file that others may read: whoever has the seed can sign any history of any organization here. */
function refuseLoose(file: string) {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isFile()) throw new Error(`The signing seed ${file} is not a file.`)
  if ((found.mode & 0o077) === 0) return
  const mode = (found.mode & 0o777).toString(8).padStart(4, '0')
  throw new Error(
    `The signing seed ${file} may be read or changed by others than its owner (mode ${mode}). Whoever can read it can sign in this server’s name. Run chmod 600 on it; if somebody else may have read it, go on under new keys.`,
  )
}

function parseSeed(file: string, text: string): Uint8Array {
  const [head, seed, ...rest] = text.split('\n')
  const bytes = Buffer.from(seed ?? '', 'base64')
  if (head !== firstLine || bytes.length !== seedLength || bytes.toString('base64') !== seed || rest.join('').trim() !== '') {
    throw new Error(
      `The signing seed ${file} is damaged: it must hold the line “${firstLine}” and 32 bytes in base64. Put back a copy of it.`,
    )
  }
  return new Uint8Array(bytes)
}

export function ledgerKeys(masterSeed: Uint8Array): LedgerKeys {
  const signers = new Map<string, NoteSigner>()
  const make = ({ organizationId, generation, origin }: KeyName): NoteSigner => {
    const seed = deriveLedgerSeed(masterSeed, organizationId, generation)
    return {
      key: verifierKey(nodeCryptography.sha256, 'log', origin, ed25519PublicKey(seed)),
      sign: (message) => ed25519Sign(seed, message),
    }
  }
  return {
    signer(of) {
      const name = `${of.organizationId} ${of.generation} ${of.origin}`
      const signer = signers.get(name) ?? make(of)
      signers.set(name, signer)
      return signer
    },
  }
}

/** Made at the first start, with fsync; after that it is only ever read. `mustExist`: a tool that only looks makes no new keys. */
export function openLedgerKeys(file: string, { mustExist = false } = {}): LedgerKeys {
  refuseLoose(file)
  if (mustExist && !existsSync(file)) {
    throw new Error(`There is no signing seed at ${file}. Put back the one the ledgers were signed with (TICKMARK_SIGNING_SEED_FILE).`)
  }
  const text = readKeyFile(file, () => `${firstLine}\n${randomBytes(seedLength).toString('base64')}\n`)
  return ledgerKeys(parseSeed(file, text))
}

// Passwords: hashed with argon2id, checked in the same time whether there is anything to check against or not.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../../core/kernel/refusal.ts'
import { meters } from '../http/meters.ts'
import { type Argon2Cost, argon2id } from './argon2id.ts'

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. Every guess at a stolen hash costs as much. */
const chosen: Argon2Cost = { memory: 19_456, passes: 2, parallelism: 1 }
const tagLength = 32
const saltLength = 16

/** Each takes 19 MiB and a core. More at once would only make all of them slower, and a longer queue would be somebody's flood. */
const mostAtOnce = 2
const longestQueue = 100

let running = 0
const queue: (() => void)[] = []

async function takeTurn(): Promise<() => void> {
  if (running >= mostAtOnce) {
    if (queue.length >= longestQueue)
      throw new Refusal('not_ready', 'Too many people sign in at once. Try again in a moment.', { retryAfter: 5 })
    // Whoever leaves hands the place over, so that nobody slips in between.
    await new Promise<void>((resolve) => queue.push(resolve))
  } else {
    running += 1
  }
  return () => {
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }
}

type Kept = Argon2Cost & { salt: Buffer; tag: Buffer }

async function hash(password: string, salt: Buffer, cost: Argon2Cost): Promise<Buffer> {
  const done = await takeTurn()
  try {
    meters.passwordHashes.inc()
    // The same characters typed on another keyboard may be other code points.
    return Buffer.from(await argon2id(password.normalize('NFKC'), salt, tagLength, cost))
  } finally {
    done()
  }
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

/** PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<tag>`. */
function phcString({ memory, passes, parallelism, salt, tag }: Kept): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

const phcPattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

function parsePhc(text: string): Kept {
  const match = phcPattern.exec(text)
  if (!match) throw new Error('a kept password hash is not in the form this version writes')
  const [, memory, passes, parallelism, salt = '', tag = ''] = match
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

/** Compared against where nobody has the address, so that the answer takes as long. */
const nobody: Kept = { ...chosen, salt: Buffer.alloc(saltLength), tag: Buffer.alloc(tagLength) }

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltLength)
  return phcString({ ...chosen, salt, tag: await hash(password, salt, chosen) })
}

/** `kept` is null where there is no such person, or no password: the work is done all the same, and the answer is no. */
export async function passwordFits(password: string, kept: string | null): Promise<boolean> {
  const { salt, tag, ...cost } = kept === null ? nobody : parsePhc(kept)
  const computed = await hash(password, salt, cost)
  return timingSafeEqual(computed, tag) && kept !== null
}

/** True where the hash was made with other parameters than today's, to be made anew when the password is next at hand. */
export function isOutdated(kept: string): boolean {
  const { memory, passes, parallelism } = parsePhc(kept)
  return memory !== chosen.memory || passes !== chosen.passes || parallelism !== chosen.parallelism
}

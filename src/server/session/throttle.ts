// Slows down whoever guesses: failures are counted by address, by network and by both together, in the database that all servers share.
import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { hour, type Instant, minute, toInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Database } from '../../database/connect.ts'
import { attemptByKeyHash, countFailure, forgetAttempt } from '../../database/doors.ts'

type Limit = { of: string; most: number; within: number }

/** What is counted. `sure`: counted before the attempt, so that many at the same moment do not slip through together. */
export type Throttle = { sure: Limit; others: readonly Limit[] }

/** An address behind which a whole office sits fails more often; one person's account is tried from many addresses by a botnet. */
export function signInThrottle(email: string, ip: string): Throttle {
  const address = email.toLowerCase()
  return {
    sure: { of: `sign-in|${address}|${networkOf(ip)}`, most: 5, within: 15 * minute },
    others: [
      { of: `sign-in|${networkOf(ip)}`, most: 60, within: 15 * minute },
      { of: `sign-in|${address}`, most: 100, within: hour },
    ],
  }
}

/** Links hold 256 bits: nobody guesses one, but nobody needs to try hundreds either. */
export function linkThrottle(ip: string): Throttle {
  return { sure: { of: `link|${networkOf(ip)}`, most: 30, within: 15 * minute }, others: [] }
}

/** For whoever sits at somebody else's open page and guesses their password. */
export function passwordThrottle(personId: string): Throttle {
  return { sure: { of: `password|${personId}`, most: 5, within: 15 * minute }, others: [] }
}

/** Who has one IPv6 address has its whole /64. */
function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped?.[1]) return mapped[1]
  if (!isIPv6(ip)) return ip
  const [head = '', tail] = ip.split('::')
  const groups = head.split(':').filter(Boolean)
  if (tail === undefined) return groups.slice(0, 4).join(':')
  const after = tail.split(':').filter(Boolean)
  const middle = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0')
  return [...groups, ...middle, ...after].slice(0, 4).join(':')
}

function keyHash({ of }: Limit): Uint8Array {
  return new Uint8Array(createHash('sha256').update(`tickmark/attempt/v1\0${of}`).digest())
}

function refusal(until: number, now: Instant): Refusal {
  const seconds = Math.max(1, Math.ceil((until - now) / 1000))
  const minutes = Math.ceil(seconds / 60)
  return new Refusal('too_many_attempts', `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`, {
    retryAfter: seconds,
  })
}

/** When the counting begins anew. */
async function endOf(database: Database, limit: Limit, now: Instant): Promise<number> {
  const attempt = await attemptByKeyHash(database, keyHash(limit))
  return (attempt?.firstAt ?? now) + limit.within
}

async function refuseWhereFull(database: Database, limit: Limit, now: Instant) {
  const attempt = await attemptByKeyHash(database, keyHash(limit))
  if (attempt && attempt.firstAt + limit.within > now && attempt.failures >= limit.most) throw refusal(attempt.firstAt + limit.within, now)
}

const since = (limit: Limit, now: Instant) => toInstant(now - limit.within)

/**
 * Runs an attempt that may fail by `failure` (a refusal of its own). Throws `too_many_attempts` without running it once a limit is reached.
 * A success wipes the count of the two together, and leaves the others: else one good account would give an attacker endless tries.
 */
export async function throttled<T>(database: Database, throttle: Throttle, now: Instant, attempt: () => Promise<T>): Promise<T> {
  for (const limit of throttle.others) await refuseWhereFull(database, limit, now)
  const { sure } = throttle
  const count = await countFailure(database, keyHash(sure), now, since(sure, now))
  if (count > sure.most) throw refusal(await endOf(database, sure, now), now)
  try {
    const result = await attempt()
    await forgetAttempt(database, keyHash(sure))
    return result
  } catch (error) {
    if (error instanceof Refusal) for (const limit of throttle.others) await countFailure(database, keyHash(limit), now, since(limit, now))
    throw error
  }
}

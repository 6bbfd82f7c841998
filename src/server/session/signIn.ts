// Sign in with an e-mail address and a password.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { sessionApi } from '../../contract/session.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { type SignInCandidate, signInCandidates } from '../../database/doors.ts'
import { meters } from '../http/meters.ts'
import type { OpenCall } from '../http/route.ts'
import { enter } from './beginSession.ts'
import { hashPassword, isOutdated, passwordFits } from './password.ts'
import { replacePassword } from './store.ts'
import { signInThrottle, throttled } from './throttle.ts'
import { meView } from './views.ts'

type Call = OpenCall<typeof sessionApi.signIn>

function isActive({ activeFrom, activeUntil }: SignInCandidate, now: Instant): boolean {
  return now >= activeFrom && (activeUntil === null || now < activeUntil)
}

/** One hash at least, known address or not. Somebody with the address in two organizations is let into the first whose password fits. */
async function whoFits(call: Call): Promise<SignInCandidate | undefined> {
  const { email, password } = call.body
  const candidates = (await signInCandidates(call.services.database, email)).filter((candidate) => isActive(candidate, call.now))
  if (candidates.length === 0) await passwordFits(password, null)
  for (const candidate of candidates) if (await passwordFits(password, candidate.passwordHash)) return candidate
  return undefined
}

async function attempt(call: Call): Promise<ReplyOf<typeof sessionApi.signIn>> {
  const { services, now, request, reply } = call
  const person = await whoFits(call)
  if (!person) throw new Refusal('sign_in_failed', 'This e-mail address and password do not go together, or the access has ended.')
  const { orgId: organizationId, personId: id, name, role, passwordHash } = person
  const by = { kind: 'person', id, name, role, sessionId: services.newId('session') } as const
  const renewed = passwordHash !== null && isOutdated(passwordHash) ? await hashPassword(call.body.password) : null
  return enter(services, { organizationId, by, now, request, reply }, async (tx) => {
    if (passwordHash !== null && renewed !== null) await replacePassword(tx, id, passwordHash, renewed)
    return meView(tx, by)
  })
}

export async function signIn(call: Call): Promise<ReplyOf<typeof sessionApi.signIn>> {
  const throttle = signInThrottle(call.body.email, call.request.ip)
  try {
    const me = await throttled(call.services.database, throttle, call.now, () => attempt(call))
    meters.signIns.inc({ outcome: 'succeeded' })
    return me
  } catch (error) {
    if (error instanceof Refusal) meters.signIns.inc({ outcome: error.code === 'too_many_attempts' ? 'throttled' : 'failed' })
    throw error
  }
}

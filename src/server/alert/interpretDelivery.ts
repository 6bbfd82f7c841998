// What a delivery says, before anything is written: decoded, vouched for, read. Whatever cannot be is refused with a sentence, and kept.
import type { Interpretation, Observation, SubscriptionConfirmation } from '../../core/alert/observation.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { Authentication, IncomingDelivery, Integration, SourceSettings } from '../../integrations/defineIntegration.ts'
import type { Services } from '../services.ts'
import { type Certificates, certificateCache } from './certificates.ts'
import { decodeBody } from './decodeBody.ts'
import { nodeVerifier } from './nodeVerifier.ts'
import { storableText } from './storableText.ts'

export type RawDelivery = {
  headers: Readonly<Record<string, string>>
  /** As it came over the wire. */
  body: Uint8Array
  arrivedAt: Instant
}

export type Interpreted = {
  authentication: 'verified' | 'url_only' | 'failed' | 'unchecked'
  vendorId: string | null
  refused: boolean
  /** Why it was refused, or why it says nothing about an alert. */
  reason: string | null
  observations: readonly Observation[]
  omitted: number
  /** Asked for in the name of the tool, which has vouched for it with its signature. */
  confirm: SubscriptionConfirmation | null
}

export type Interpreter = {
  certificates: Certificates
  maxDecodedBytes: number
  /** A defect of ours in reading somebody's payload: the delivery is kept, and this hears of it. */
  onDefect: (error: unknown) => void
}

const certificatesOf = new WeakMap<Services, Certificates>()

/** One memory of certificates per server. */
export function interpreterOf(services: Services): Interpreter {
  const certificates = certificatesOf.get(services) ?? certificateCache(services.outgoing)
  certificatesOf.set(services, certificates)
  return {
    certificates,
    maxDecodedBytes: services.config.deliveryMaxDecodedBytes,
    onDefect: (error) => services.log.error({ err: error }, 'Reading a payload failed'),
  }
}

type ReadAs = { integration: Integration; settings: SourceSettings }

const reasonLength = 1000

function refused(authentication: Interpreted['authentication'], reason: string, vendorId: string | null = null): Interpreted {
  const sentence = storableText(reason, reasonLength)
  return { authentication, vendorId, refused: true, reason: sentence, observations: [], omitted: 0, confirm: null }
}

async function authenticate(delivery: IncomingDelivery, { integration, settings }: ReadAs, { certificates }: Interpreter) {
  const first = integration.authenticate(delivery, settings, nodeVerifier)
  if (first.kind !== 'needs_certificate') return first
  const fetched = await certificates(first.url)
  if (!fetched.ok) return { kind: 'unchecked', reason: fetched.reason } as const
  const pinned = { ...settings, certificates: { ...settings.certificates, [first.url]: fetched.pem } }
  return integration.authenticate(delivery, pinned, nodeVerifier)
}

function accepted(authentication: 'verified' | 'url_only', vendorId: string | null, said: Interpretation): Interpreted {
  const base = { authentication, vendorId, refused: false, reason: null, observations: [], omitted: 0, confirm: null }
  if (said.kind === 'observations') return { ...base, observations: said.observations, omitted: said.omitted ?? 0 }
  if (said.kind === 'unreadable') return refused(authentication, said.reason, vendorId)
  // Only what is signed may make us ask an address on its behalf.
  const confirm = authentication === 'verified' ? (said.confirm ?? null) : null
  return { ...base, reason: storableText(said.reason, reasonLength), confirm }
}

type Checked = Authentication | { kind: 'unchecked'; reason: string }

async function read(delivery: IncomingDelivery, as: ReadAs, interpreter: Interpreter): Promise<Interpreted> {
  const checked: Checked = await authenticate(delivery, as, interpreter)
  if (checked.kind === 'failed' || checked.kind === 'unchecked') return refused(checked.kind, checked.reason)
  if (checked.kind === 'needs_certificate')
    return refused('unchecked', `The certificate at ${checked.url} is not the one it is signed with.`)
  const vendorId = as.integration.deliveryId(delivery)
  return accepted(checked.kind, vendorId === null ? null : storableText(vendorId, 200), as.integration.observe(delivery, as.settings))
}

export async function interpretDelivery(raw: RawDelivery, as: ReadAs, interpreter: Interpreter): Promise<Interpreted> {
  const decoded = await decodeBody(raw.body, raw.headers['content-encoding'], interpreter.maxDecodedBytes)
  if (!decoded.ok) return refused('unchecked', decoded.reason)
  try {
    return await read({ headers: raw.headers, body: decoded.body, receivedAt: raw.arrivedAt }, as, interpreter)
  } catch (error) {
    interpreter.onDefect(error)
    return refused(
      'unchecked',
      'Reading this payload failed because of a defect in Tickmark. It is kept, and can be read again after an update.',
    )
  }
}

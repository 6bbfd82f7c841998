// Certificates that tools sign with (Amazon SNS), fetched from where the integration says and remembered for a while.

import { hour, minute } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OutgoingHttp } from '../files/outgoingHttp.ts'

const rememberFor = 24 * hour
/** An address that could not be fetched is not asked again with every delivery. */
const forgetFailureAfter = minute / 2
const rememberAtMost = 50
/** A certificate is about 2 kB. */
const maxBytes = 32 * 1024
/** A tool waits for its answer meanwhile: SNS fifteen seconds. */
const patience = 4000

export type FetchedCertificate = { ok: true; pem: string } | { ok: false; reason: string }

export type Certificates = (url: string) => Promise<FetchedCertificate>

async function fetchPem(outgoing: OutgoingHttp, url: string): Promise<FetchedCertificate> {
  const advice = 'Pin the certificate in the source’s settings, then read this delivery again.'
  if (!outgoing.allowed) {
    return { ok: false, reason: `Its signature needs the certificate at ${url}, and this server makes no requests by itself. ${advice}` }
  }
  try {
    const { status, body } = await outgoing.send(url, { method: 'GET', maxBytes, timeoutMilliseconds: patience })
    const pem = new TextDecoder().decode(body)
    if (status === 200 && pem.includes('-----BEGIN CERTIFICATE-----')) return { ok: true, pem }
    return { ok: false, reason: `The certificate at ${url} could not be fetched (answer ${status}). ${advice}` }
  } catch (error) {
    // Whatever went wrong on the way, a refusal of ours included, is told to whoever reads the delivery.
    const why = error instanceof Refusal || error instanceof Error ? error.message : 'no answer'
    return { ok: false, reason: `The certificate at ${url} could not be fetched (${why.slice(0, 200)}). ${advice}` }
  }
}

/** The integration has checked that the address is the tool's own (`sns.<region>.amazonaws.com`). */
export function certificateCache(outgoing: OutgoingHttp): Certificates {
  const known = new Map<string, { until: number; answer: Promise<FetchedCertificate> }>()
  return (url) => {
    const now = performance.now()
    const found = known.get(url)
    if (found && found.until > now) return found.answer
    const entry = { until: now + rememberFor, answer: fetchPem(outgoing, url) }
    known.delete(url)
    if (known.size >= rememberAtMost) known.delete(known.keys().next().value ?? '')
    known.set(url, entry)
    entry.answer.then((answer) => {
      if (!answer.ok) entry.until = performance.now() + forgetFailureAfter
    })
    return entry.answer
  }
}

// Was an unsafe request sent from one of our own pages? Another site can make a browser send one with our cookie on it.
import { Refusal } from '../../core/kernel/refusal.ts'

type Asked = {
  method: string
  /** How the caller showed who they are; only browsers send a cookie without being asked to. */
  credential: 'cookie' | 'bearer' | null
  headers: { origin?: string | undefined; host?: string | undefined; 'sec-fetch-site'?: string | string[] | undefined }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

function isOurs(origin: string, host: string | undefined, publicUrl: string): boolean {
  if (origin === new URL(publicUrl).origin) return true
  // A browser writes both itself, so a page of another host cannot make them agree.
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host
}

export function originRefusal({ method, credential, headers }: Asked, publicUrl: string): Refusal | undefined {
  if (safeMethods.has(method) || credential === 'bearer') return undefined
  const site = headers['sec-fetch-site']
  if (site === 'same-origin') return undefined
  const refusal = new Refusal(
    'origin_not_allowed',
    `This request did not come from a page of Tickmark. Open it at ${publicUrl}; scripts use an API token instead of a cookie.`,
  )
  if (site !== undefined && site !== 'none') return refusal
  if (headers.origin !== undefined) return isOurs(headers.origin, headers.host, publicUrl) ? undefined : refusal
  // No browser leaves the origin away from an unsafe request; without a cookie there is nothing to abuse.
  return credential === 'cookie' ? refusal : undefined
}

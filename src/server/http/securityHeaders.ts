// What browsers are told not to do with our answers.

export type Headers = Readonly<Record<string, string>>

const everywhere: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/** Nothing the API answers is a page: opened in a browser it may load and run nothing. */
const closedPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** Two years, as preload lists ask; sent only where the public address is https, else a plain-HTTP install would lock itself out. */
const strictTransport = 'max-age=63072000; includeSubDomains'

export function securityHeaders(publicUrl: string): Headers {
  return {
    ...everywhere,
    'content-security-policy': closedPolicy,
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': strictTransport } : {}),
  }
}

/** Mantine writes one style element (the nonce) and style attributes (which cannot have one). No `upgrade-insecure-requests`: it breaks plain HTTP. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}

/** The service worker fetches the pages' own files, and runs nothing but itself. */
export const workerPolicy = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

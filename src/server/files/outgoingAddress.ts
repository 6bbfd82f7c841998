// Where may a request of our own go? The address is checked once, and the connection goes to that address.
import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { Refusal } from '../../core/kernel/refusal.ts'
import { isPublicAddress } from './publicAddress.ts'

export type Address = { address: string; family: number }
export type Resolve = (host: string) => Promise<readonly Address[]>

export const resolveByDns: Resolve = (host) => lookup(host, { all: true })

export function checkedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new Refusal('outgoing_not_allowed', 'Only http and https addresses can be asked.')
  if (url.username !== '' || url.password !== '')
    throw new Refusal('outgoing_not_allowed', 'An address must not carry a user name or password.')
  return url
}

/** Every address of the name must be public: a name that answers with one of each is how rebinding starts. `remedy` names the setting. */
export async function addressOf(url: URL, mode: 'public' | 'all', resolve: Resolve, remedy: string): Promise<Address> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const version = isIP(host)
  const addresses = version === 0 ? await resolve(host) : [{ address: host, family: version }]
  const [first] = addresses
  if (!first) throw new Error(`${host} has no address.`)
  if (mode === 'public' && addresses.some(({ address }) => !isPublicAddress(address))) {
    throw new Refusal('outgoing_not_allowed', `${host} is not on the public internet; ${remedy} would allow it.`)
  }
  return first
}

/** The connection goes to the address that was checked, whatever the name resolves to by then. */
export function pinnedTo({ address, family }: Address): LookupFunction {
  return (_host, options, done) => {
    if (options.all) done(null, [{ address, family }])
    else done(null, address, family)
  }
}

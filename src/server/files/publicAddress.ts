// Is an IP address one on the public internet? Everything else could be this machine, its network or a cloud's metadata service.
import { BlockList, isIP } from 'node:net'

/** IANA's special-purpose registry, IPv4: not globally reachable. */
const closedV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Of IPv6 only 2000::/3 is handed out; inside it these are not, or carry an IPv4 address that may be anything. */
const openV6 = '2000::/3'
const closedV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

function listOf(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    list.addSubnet(address, Number(bits), family)
  }
  return list
}

const v4 = listOf(closedV4, 'ipv4')
const v6 = listOf(closedV6, 'ipv6')
const v6Open = listOf([openV6], 'ipv6')

export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !v4.check(address, 'ipv4')
  if (version === 6) return v6Open.check(address, 'ipv6') && !v6.check(address, 'ipv6')
  return false
}

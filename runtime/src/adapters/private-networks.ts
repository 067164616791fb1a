import { BlockList, isIP } from 'node:net'

/** Networks that no address on the internet belongs to (IANA special-purpose registries), IPv4. */
const V4 = [
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
/** Only 2000::/3 is given out; these lie inside it. */
const V6 = ['2001::/23', '2001:db8::/32', '3fff::/20']
/** Addresses that carry an IPv4 address in their last 32 bits, or (6to4) in bits 16 to 48: that one is asked. */
const CARRIERS = { mapped: '::ffff:0:0/96', nat64: '64:ff9b::/96', sixToFour: '2002::/16' }

const privateV4 = listOf(V4)
const privateV6 = listOf(V6)
const globalV6 = listOf(['2000::/3'])
const carriers = {
  mapped: listOf([CARRIERS.mapped]),
  nat64: listOf([CARRIERS.nat64]),
  sixToFour: listOf([CARRIERS.sixToFour]),
}

/** Whether the address belongs to this machine, its network or no network at all. Text that is no address counts as such. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return privateV4.check(address, 'ipv4')
  if (version !== 6) return true
  const plain = address.replace(/%.*$/, '')
  const inside = (list: BlockList): boolean => list.check(plain, 'ipv6')
  if (inside(carriers.mapped)) return true // a public address has no reason to hide like that
  const words = wordsOf(plain)
  if (inside(carriers.nat64)) return isPrivateAddress(v4Of(words[6], words[7]))
  if (inside(carriers.sixToFour)) return isPrivateAddress(v4Of(words[1], words[2]))
  return !inside(globalV6) || inside(privateV6)
}

/** `10.0.0.0/8`, `::1`, `192.168.1.5`: those of the entries that are networks, as one list. */
export function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const version = isIP(address)
    if (version === 0) continue
    const family = version === 4 ? 'ipv4' : 'ipv6'
    list.addSubnet(address, bits === undefined ? (version === 4 ? 32 : 128) : Number(bits), family)
  }
  return list
}

/** The eight words of an IPv6 address, as the URL parser spells them. */
function wordsOf(address: string): number[] {
  const normal = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const [head = '', tail] = normal.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...middle, ...right].map((word) => Number.parseInt(word, 16))
}

const v4Of = (high = 0, low = 0): string => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`

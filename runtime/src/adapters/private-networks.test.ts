import { describe, expect, it } from 'vitest'
import { isPrivateAddress, listOf } from './private-networks.ts'

describe('an address of a private network', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2001:db8::1',
    '2001::1',
    '2002:7f00:1::',
    '2002:a00:1::1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '100::1',
    'not an address',
    '',
  ])('%s', (address) => expect(isPrivateAddress(address)).toBe(true))
})

describe('an address of the internet', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
    '100.63.255.255',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450:4007:80e::200e',
    '2002:808:808::1',
    '64:ff9b::808:808',
  ])('%s', (address) => expect(isPrivateAddress(address)).toBe(false))
})

it('a list takes addresses and networks and passes over names', () => {
  const list = listOf(['10.0.0.0/8', '::1', 'hooks.internal', '192.168.1.5'])
  expect([list.check('10.9.9.9', 'ipv4'), list.check('::1', 'ipv6'), list.check('192.168.1.5', 'ipv4')]).toEqual([
    true,
    true,
    true,
  ])
  expect(list.check('192.168.1.6', 'ipv4')).toBe(false)
})

import { expect, test } from 'vitest'
import { machineWatch, type Visit } from './machine.ts'

const person = new Headers({
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36',
})
const click = (more: Partial<Visit> = {}): Visit => ({
  messageKey: 'c1.1:1',
  url: 'https://example.com/a',
  at: 100_000,
  method: 'GET',
  headers: person,
  sentAt: 50_000,
  ...more,
})

test('a person who clicks a link is a person', () => {
  expect(machineWatch().isMachine(click())).toBe(false)
})

test.each([
  'Mozilla/5.0 (compatible; Barracuda Sentinel)',
  'Slackbot-LinkExpanding 1.0',
  'Mimecast URL Scanner',
  'WhatsApp/2.23',
])('the known agent %j is a machine', (agent) => {
  expect(machineWatch().isMachine(click({ headers: new Headers({ 'user-agent': agent }) }))).toBe(true)
})

test('a browser that fetches ahead of its reader is a machine', () => {
  const headers = new Headers({ ...Object.fromEntries(person), 'sec-purpose': 'prefetch;prerender' })
  expect(machineWatch().isMachine(click({ headers }))).toBe(true)
})

test('asking for the headers alone is no click', () => {
  expect(machineWatch().isMachine(click({ method: 'HEAD' }))).toBe(true)
})

test('a click before the message was delivered is made by a machine', () => {
  expect(machineWatch().isMachine(click({ at: 49_999 }))).toBe(true)
})

test('of a burst of links all but the first are made by a machine, and the same link twice is a double click', () => {
  const watch = machineWatch()
  expect(watch.isMachine(click())).toBe(false)
  expect(watch.isMachine(click({ at: 100_100 }))).toBe(false)
  expect(watch.isMachine(click({ at: 100_200, url: 'https://example.com/b' }))).toBe(true)
  expect(watch.isMachine(click({ at: 100_300, url: 'https://example.com/c' }))).toBe(true)
  expect(watch.isMachine(click({ at: 110_000, url: 'https://example.com/d' }))).toBe(false)
})

test('links of different messages are no burst', () => {
  const watch = machineWatch()
  expect(watch.isMachine(click())).toBe(false)
  expect(watch.isMachine(click({ messageKey: 'c2.1:1', url: 'https://example.com/b' }))).toBe(false)
})

test('who follows the invisible link is a machine for a minute, in that message only', () => {
  const watch = machineWatch()
  watch.trapped('c1.1:1', 100_000)
  expect(watch.isMachine(click({ at: 100_500 }))).toBe(true)
  expect(watch.isMachine(click({ at: 100_500, messageKey: 'c2.1:1' }))).toBe(false)
  expect(watch.isMachine(click({ at: 160_000 }))).toBe(false)
})

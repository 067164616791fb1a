import { describe, expect, test } from 'vitest'
import { anEnvironment } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { sms } from './definition.ts'

stepKindSuite(sms, [
  { message: 'reminder' },
  { inline: { body: 'Hi {{ contact.firstName }}' }, topic: 'news', from: 'ACME', onCap: 'delay' },
])

describe('an sms step', () => {
  test('sends its text to the phone number', () => {
    expect(sms.enter({ inline: { body: 'Hi {{ contact.firstName }}' }, from: 'ACME' }, anEnvironment())).toMatchObject({
      type: 'leave',
      outlet: 'sent',
      actions: [{ channel: 'sms', to: '+33612345678', from: 'ACME', message: { text: 'Hi Ada' } }],
    })
  })

  test('has no subject: one is refused as an unknown key', () => {
    expect(sms.params.safeParse({ inline: { subject: 'x', body: 'y' } }).success).toBe(false)
  })

  test('asks for the permission of its own channel', () => {
    const env = anEnvironment({ permission: (channel) => ({ type: 'blocked', to: channel, reason: 'address' }) })
    expect(sms.enter({ message: 'reminder' }, env)).toMatchObject({ outlet: 'blocked', actions: [{ to: 'sms' }] })
  })

  test('is described by how its text begins', () => {
    expect(sms.describe({ inline: { body: 'a'.repeat(80) } }, 'en')).toBe(`Send SMS “${'a'.repeat(59)}…”`)
  })
})

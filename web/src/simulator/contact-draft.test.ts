import { scenarioContactSchema } from '@couveuse/shared/simulate/scenario'
import { describe, expect, it } from 'vitest'
import { contactDraft, contactOf } from './contact-draft.ts'
import { contactName, inventContact, PRESETS } from './invent-contact.ts'
import { newSession, played } from './testing/white-paper.ts'

/** As a scenario file would have it: nothing that is not there. */
const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('the form of a contact', () => {
  it.each(PRESETS)('keeps the preset "%s" as it is', (preset) => {
    const contact = inventContact(preset, 'Europe/Paris')
    const { attributes, tags, ...rest } = contactOf(contactDraft(contact))
    expect(bare(rest)).toEqual(bare(contact))
    expect([attributes, tags]).toEqual([{}, []])
  })

  it('keeps what it has no field for', () => {
    const contact = scenarioContactSchema.parse({
      id: 'k7',
      createdAt: '2026-01-01T00:00:00Z',
      consent: { 'email.news': 'denied' },
      suppressed: ['sms'],
      bant: { need: true },
      lists: ['a'],
      events: [{ event: 'page_viewed', at: '2026-02-01T00:00:00Z' }],
    })
    expect(contactOf(contactDraft(contact))).toMatchObject(bare(contact) as object)
  })

  it('takes over what is typed, numbers as numbers', () => {
    const draft = contactDraft(inventContact('prospect', 'Europe/Paris'))
    const contact = contactOf({
      ...draft,
      email: ' ',
      consentSms: 'denied',
      isSuppressed: true,
      fit: 5,
      attributes: { employeesRange: '10', city: 'Lyon', gone: '' },
    })
    expect(contact).toMatchObject({
      city: 'Lyon',
      attributes: { employeesRange: 10 },
      consent: { email: 'granted', sms: 'denied' },
      suppressed: true,
      score: { fit: 5, engagement: 0 },
    })
    expect(contact.email).toBeUndefined()
  })
})

describe('an invented contact', () => {
  it.each([
    ['prospect', 'welcome:sent', 'Ada Martin'],
    ['noConsent', 'welcome:blocked', 'Ada Martin'],
    ['hot', 'welcome:sent', 'Ada Martin'],
    ['noEmail', 'welcome:blocked', 'Ada Martin'],
  ] as const)('of the kind "%s" gets through the first step by %s', (preset, first, name) => {
    const contact = inventContact(preset, 'Europe/Paris')
    expect(played(newSession({ contact })).transcript.path[0]).toBe(first)
    expect(contactName(contact)).toBe(name)
  })

  it('is blocked for the reason its preset names', () => {
    const blocked = (preset: 'noConsent' | 'noEmail') =>
      played(newSession({ contact: inventContact(preset, 'UTC') })).messages[0]?.blocked
    expect([blocked('noConsent'), blocked('noEmail')]).toEqual(['consent', 'address'])
  })

  it('without a name goes by what is known', () => {
    expect(contactName({ id: 'c1', phone: '+331' })).toBe('+331')
    expect(contactName({ id: 'c1' })).toBe('c1')
  })
})

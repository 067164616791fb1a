import type { ContactDetail } from '@couveuse/shared/api/contacts'
import { describe, expect, it } from 'vitest'
import { formatFor } from '../../ui/format.ts'
import { attributeWords } from '../attribute-words.ts'
import { applyPatch } from './apply-patch.ts'
import { readValue, shownValue, typeOfField } from './field-value.ts'

describe('a field that was typed', () => {
  it('is read by its type', () => {
    expect(readValue(' 1 250,5 ', 'number')).toEqual({ ok: true, value: 1250.5 })
    expect(readValue('true', 'boolean')).toEqual({ ok: true, value: true })
    expect(readValue('crm, nurturing ,crm', 'set')).toEqual({ ok: true, value: ['crm', 'nurturing'] })
    expect(readValue(' Lyon ', 'text')).toEqual({ ok: true, value: 'Lyon' })
    expect(readValue('2026-12-01', 'date')).toEqual({ ok: true, value: '2026-12-01' })
  })

  it('is cleared by leaving it empty, whatever its type', () => {
    for (const type of ['text', 'number', 'boolean', 'date', 'set'] as const)
      expect(readValue('  ', type)).toEqual({ ok: true, value: null })
  })

  it('is not taken where it cannot be of its type', () => {
    expect(readValue('a lot', 'number')).toEqual({ ok: false, problem: 'wrongNumber' })
    expect(readValue('next week', 'date')).toEqual({ ok: false, problem: 'wrongDate' })
  })
})

describe('a field that is shown', () => {
  const words = { yes: 'Yes', no: 'No' }
  it('stands in the language of its reader', () => {
    expect(shownValue('2026-12-01', 'date', formatFor('en'), words)).toBe('1 Dec 2026')
    expect(shownValue(false, 'boolean', formatFor('en'), words)).toBe('No')
    expect(shownValue(31000, 'number', formatFor('en'), words)).toBe('31,000')
    expect(shownValue(['a', 'b'], 'set', formatFor('en'), words)).toBe('a, b')
  })

  it('has the declared type, else that of its value', () => {
    expect(typeOfField('budget', undefined, { budget: 'number' })).toBe('number')
    expect(typeOfField('account.employees', undefined, {})).toBe('number')
    expect(typeOfField('interests', ['a'], {})).toBe('set')
    expect(typeOfField('city', 'Lyon', {})).toBe('text')
  })

  it('has a name people can read', () => {
    expect(attributeWords('webinarAttended')).toBe('Webinar attended')
    expect(attributeWords('job_level')).toBe('Job level')
  })
})

describe('a contact changed before the server has answered', () => {
  const contact: Pick<
    ContactDetail,
    'fields' | 'account' | 'tags' | 'lists' | 'consent' | 'suppressed' | 'bant' | 'stage'
  > = {
    fields: { city: 'Lyon', title: 'CIO' },
    account: {},
    tags: ['a', 'b'],
    lists: [],
    consent: { email: 'granted' },
    suppressed: [],
    bant: {},
    stage: 'prospect',
  }
  const whole: ContactDetail = {
    id: 'c1',
    name: 'Ada',
    email: null,
    phone: null,
    title: 'CIO',
    accountName: null,
    owner: null,
    score: { fit: 0, engagement: 0, total: 0 },
    temperature: 'cold',
    createdAt: '2026-01-01T00:00:00Z',
    lastActivityAt: null,
    timezone: 'UTC',
    scoreRows: [],
    segments: [],
    revision: 1,
    ...contact,
  }

  it('keeps what was not spoken of, and loses what was cleared', () => {
    const changed = applyPatch(whole, { fields: { city: null, country: 'FR' }, consent: { sms: 'denied' } })
    expect(changed.fields).toEqual({ title: 'CIO', country: 'FR' })
    expect(changed.consent).toEqual({ email: 'granted', sms: 'denied' })
    expect(changed.tags).toEqual(['a', 'b'])
  })

  it('has its tags replaced, then added to and taken from', () => {
    expect(applyPatch(whole, { tags: ['c'], addTags: ['d', 'e'], removeTags: ['d'] }).tags).toEqual(['c', 'e'])
  })
})

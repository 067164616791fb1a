import type { EnrollmentSummary } from '@couveuse/shared/api/enrollments'
import { describe, expect, it } from 'vitest'
import { createI18n } from '../../app/i18n/i18n.ts'
import { formatFor } from '../../ui/format.ts'
import { contactsMessages } from '../i18n.ts'
import { type Entry, lastTripBefore, tellRefusal } from './tell-refusal.ts'
import type { Teller } from './tell-visit.ts'

const teller: Teller = {
  t: createI18n('en', { contacts: contactsMessages }).getFixedT('en', 'contacts'),
  language: 'en',
  format: formatFor('en'),
  now: Date.UTC(2026, 4, 10),
}
const zone = 'Europe/Paris'

function entry(reason: Entry['reason']): Entry {
  return {
    type: 'entry',
    at: '2026-05-10T08:00:00Z',
    flow: 'nurture',
    flowName: 'Nurture',
    trigger: 'event',
    enrolled: false,
    enrollmentId: null,
    reason,
  }
}

describe('why a trigger did not enroll', () => {
  it('names the day from which on the contact may come in again', () => {
    const leftAt = Date.UTC(2026, 4, 4, 8)
    const reentry = { rule: { mode: 'after', wait: 'P30D' }, leftAt, zone } as const
    expect(tellRefusal(entry('reentry'), reentry, teller)).toBe('re-entry not before 3 Jun 2026')
  })

  it('says that a flow takes everybody once only', () => {
    const reentry = { rule: { mode: 'never' }, leftAt: undefined, zone } as const
    expect(tellRefusal(entry('reentry'), reentry, teller)).toBe(
      'has been in it before, and it takes everybody once only',
    )
  })

  it('names no day it does not know', () => {
    expect(tellRefusal(entry('reentry'), undefined, teller)).not.toMatch(/\d/)
  })

  it('says so where the contact is not of the audience, or was in already', () => {
    expect(tellRefusal(entry('audience'), undefined, teller)).toBe('does not belong to its audience')
    expect(tellRefusal(entry('already_in'), undefined, teller)).toBe('was in it already')
  })
})

describe('the trip a refusal is reckoned from', () => {
  const trip = (id: string, flow: string, endedAt: string | null): EnrollmentSummary => ({
    id,
    flow,
    flowName: flow,
    version: 1,
    contact: { id: 'c1', name: 'Ada', email: null, accountName: null },
    status: 'ended',
    reason: null,
    failure: null,
    step: null,
    stepLabel: null,
    stepKind: null,
    wakeAt: null,
    enteredAt: '2026-01-01T00:00:00Z',
    endedAt,
  })

  it('is the last one through that flow that had ended by then', () => {
    const trips = [
      trip('later', 'nurture', '2026-05-11T00:00:00Z'),
      trip('last', 'nurture', '2026-05-04T00:00:00Z'),
      trip('other', 'webinar', '2026-05-09T00:00:00Z'),
      trip('first', 'nurture', '2026-03-01T00:00:00Z'),
      trip('open', 'nurture', null),
    ]
    expect(lastTripBefore(entry('reentry'), trips)?.id).toBe('last')
    expect(lastTripBefore(entry('reentry'), [])).toBeUndefined()
  })
})

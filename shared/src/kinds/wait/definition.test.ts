import { describe, expect, test } from 'vitest'
import type { Environment } from '../../contract/environment.ts'
import { anEnvironment, anEvent, at, MONDAY_9AM_PARIS, type World } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { wait } from './definition.ts'
import type { WaitParams } from './due.ts'

const officeHours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }

stepKindSuite(wait, [
  { for: 'P3D', window: { ...officeHours, zone: 'flow' } },
  { until: '2026-12-01T09:00', zone: 'America/New_York' },
  { untilAttribute: 'contact.renewalDate', offset: '-P30D', at: '09:00' },
  { window: { days: ['sat', 'sun'] } },
])

const planned = (params: WaitParams, world: World = {}) => {
  const outcome = wait.enter(params, anEnvironment(world))
  return outcome.type === 'rest' && outcome.wakeAt !== null ? new Date(outcome.wakeAt).toISOString() : outcome
}
const renewal = (date: string, world: World = {}): World => ({ ...world, values: { 'contact.renewalDate': date } })
const untilRenewal = { untilAttribute: 'contact.renewalDate' }

describe('a wait for a duration', () => {
  test('moves the wall clock of the contact, across a change of the clock too (FLOW-DSL §5)', () => {
    expect(planned({ for: 'P3D' })).toBe('2026-03-05T08:00:00.000Z')
    expect(planned({ for: 'P1D' }, { now: at('2026-03-28T08:00:00Z') })).toBe('2026-03-29T07:00:00.000Z')
    expect(planned({ for: 'PT24H' }, { now: at('2026-03-28T08:00:00Z') })).toBe('2026-03-29T08:00:00.000Z')
  })

  test('then waits for the window: already inside is unchanged, else the next opening', () => {
    expect(planned({ for: 'PT1H', window: officeHours })).toBe('2026-03-02T09:00:00.000Z')
    expect(planned({ for: 'P5D', window: officeHours })).toBe('2026-03-09T08:00:00.000Z')
    expect(planned({ for: 'PT8H', window: officeHours })).toBe('2026-03-03T08:00:00.000Z')
  })

  test('counts in the zone it is pinned to, which is the window’s too unless it has its own (fine print 93)', () => {
    const now = at('2026-03-07T12:00:00Z')
    expect(planned({ for: 'P1D', zone: 'America/New_York' }, { now })).toBe('2026-03-08T11:00:00.000Z')
    expect(planned({ for: 'PT1H', zone: 'America/New_York', window: officeHours })).toBe('2026-03-02T14:00:00.000Z')
    const tokyo = { ...officeHours, zone: 'Asia/Tokyo' }
    expect(planned({ for: 'PT1H', zone: 'America/New_York', window: tokyo })).toBe('2026-03-03T00:00:00.000Z')
  })

  test('passes the pin "flow" on to the environment', () => {
    const asked: (string | undefined)[] = []
    const zone: Environment['zone'] = (pin) => {
      asked.push(pin)
      return 'Europe/Paris'
    }
    planned({ for: 'P1D', zone: 'flow', window: { ...officeHours, zone: 'Asia/Tokyo' } }, { zone })
    expect(asked).toEqual(['flow', 'Asia/Tokyo'])
  })

  test('leaves by done at the due instant, late or not, and tells what was due', () => {
    const dueAt = at('2026-03-05T08:00:00Z')
    const memory = { dueAt, outlet: 'done' }
    for (const now of [dueAt, dueAt + 86_400_000]) {
      const env = anEnvironment({ now, enteredAt: MONDAY_9AM_PARIS })
      expect(wait.resume?.({ for: 'P3D', window: officeHours }, env, { type: 'timer' }, memory)).toEqual({
        type: 'leave',
        outlet: 'done',
        detail: { dueAt },
      })
    }
  })

  test('never ends before the due instant', () => {
    const dueAt = MONDAY_9AM_PARIS + 1
    expect(wait.resume?.({ for: 'P3D' }, anEnvironment(), { type: 'timer' }, { dueAt, outlet: 'done' })).toEqual({
      type: 'stay',
    })
    const event = anEvent('page_viewed')
    expect(wait.resume?.({ for: 'P3D' }, anEnvironment(), { type: 'event', event }, { dueAt })).toEqual({
      type: 'stay',
    })
  })
})

describe('a wait until a date', () => {
  test('reads local times in the effective zone, instants as written, days from 00:00 (fine print 94)', () => {
    expect(planned({ until: '2026-12-01T09:00' })).toBe('2026-12-01T08:00:00.000Z')
    expect(planned({ until: '2026-12-01T09:00-05:00' })).toBe('2026-12-01T14:00:00.000Z')
    expect(planned({ until: '2026-12-01' })).toBe('2026-11-30T23:00:00.000Z')
  })

  test('that has passed means now, and then the window still counts', () => {
    expect(planned({ until: '2026-01-01' })).toEqual({
      type: 'leave',
      outlet: 'done',
      detail: { dueAt: MONDAY_9AM_PARIS },
    })
    const evening = { now: at('2026-03-02T20:00:00Z') }
    expect(planned({ until: '2026-01-01', window: officeHours }, evening)).toBe('2026-03-03T08:00:00.000Z')
  })
})

describe('a wait for a window alone', () => {
  test('counts from now (fine print 92)', () => {
    expect(planned({ window: { days: ['sat'] } })).toBe('2026-03-06T23:00:00.000Z')
    expect(planned({ window: officeHours })).toMatchObject({ type: 'leave', outlet: 'done' })
  })
})

describe('a wait until an attribute', () => {
  test('applies the offset, then the time of day, then the window (fine print 97)', () => {
    const world = renewal('2026-06-01')
    expect(planned(untilRenewal, world)).toBe('2026-05-31T22:00:00.000Z')
    expect(planned({ ...untilRenewal, offset: '-P30D', at: '09:00' }, world)).toBe('2026-05-02T07:00:00.000Z')
    expect(planned({ ...untilRenewal, offset: '-P30D', at: '09:00', window: officeHours }, world)).toBe(
      '2026-05-04T07:00:00.000Z',
    )
    expect(planned({ ...untilRenewal, offset: 'PT0S' }, world)).toBe('2026-05-31T22:00:00.000Z')
  })

  test('reads account, entry and variables too (fine print 95)', () => {
    for (const field of ['account.contractEnd', 'entry.day', 'var.day']) {
      expect(planned({ untilAttribute: field }, { values: { [field]: '2026-06-01T10:00Z' } })).toBe(
        '2026-06-01T10:00:00.000Z',
      )
    }
  })

  test.each(['2024-13-45', '2024-02-30', 'soon', ''])(
    'with %j in it is missing, at once where missing is drawn (fine print 96)',
    (date) => {
      expect(planned(untilRenewal, { ...renewal(date), drawn: ['missing'] })).toEqual({
        type: 'leave',
        outlet: 'missing',
      })
    },
  )

  test('with a number or nothing in it is missing too', () => {
    for (const values of [{ 'contact.renewalDate': 20260601 }, {}]) {
      expect(planned(untilRenewal, { values, drawn: ['missing'] })).toEqual({ type: 'leave', outlet: 'missing' })
    }
  })

  test('missing and not drawn, goes on from now, and the window still applies (fine print 98)', () => {
    expect(planned(untilRenewal)).toEqual({ type: 'leave', outlet: 'missing', detail: { dueAt: MONDAY_9AM_PARIS } })
    const saturday = { now: at('2026-03-07T10:00:00Z') }
    const dueAt = at('2026-03-09T08:00:00Z')
    const step = { ...untilRenewal, window: officeHours }
    expect(wait.enter(step, anEnvironment(saturday))).toEqual({
      type: 'rest',
      wakeAt: dueAt,
      memory: { dueAt, outlet: 'missing' },
    })
    const env = anEnvironment({ now: dueAt, enteredAt: saturday.now })
    expect(wait.resume?.(step, env, { type: 'timer' }, { dueAt, outlet: 'missing' })).toMatchObject({
      outlet: 'missing',
    })
  })
})

describe('a change while waiting (fine print 99)', () => {
  const enteredAt = MONDAY_9AM_PARIS
  const later = at('2026-03-10T08:00:00Z')
  const change = { type: 'change' } as const
  const memory = { dueAt: at('2026-05-31T22:00:00Z'), outlet: 'done' }

  test('of the attribute plans the wait anew', () => {
    const env = anEnvironment(renewal('2026-07-01', { now: later, enteredAt }))
    expect(wait.resume?.(untilRenewal, env, change, memory)).toMatchObject({
      type: 'rest',
      wakeAt: at('2026-06-30T22:00:00Z'),
    })
  })

  test('of something else leaves it as it is', () => {
    const env = anEnvironment(renewal('2026-06-01', { now: later, enteredAt }))
    expect(wait.resume?.(untilRenewal, env, change, memory)).toEqual({ type: 'stay' })
    const weekend = { window: { days: ['sat'] } }
    const saturday = { dueAt: at('2026-03-06T23:00:00Z'), outlet: 'done' }
    expect(wait.resume?.(weekend, anEnvironment({ now: enteredAt + 1000, enteredAt }), change, saturday)).toEqual({
      type: 'stay',
    })
  })

  test('to a date in the past means now', () => {
    const env = anEnvironment(renewal('2026-01-01', { now: later, enteredAt }))
    expect(wait.resume?.(untilRenewal, env, change, memory)).toEqual({
      type: 'leave',
      outlet: 'done',
      detail: { dueAt: later },
    })
  })

  test('to nothing is missing at that instant', () => {
    const drawn = anEnvironment({ now: later, enteredAt, drawn: ['missing'] })
    expect(wait.resume?.(untilRenewal, drawn, change, memory)).toEqual({ type: 'leave', outlet: 'missing' })
    const undrawn = anEnvironment({ now: later, enteredAt })
    expect(wait.resume?.(untilRenewal, undrawn, change, memory)).toMatchObject({
      outlet: 'missing',
      detail: { dueAt: later },
    })
  })

  test('of the zone counts the duration anew from the instant of entering', () => {
    const env = anEnvironment({ now: later, enteredAt, zone: () => 'America/New_York' })
    const step = { for: 'P7D', window: { from: '09:00', to: '17:00' } }
    const outcome = wait.resume?.(step, env, change, {
      dueAt: at('2026-03-09T12:00:00Z') + 86_400_000 * 3,
      outlet: 'done',
    })
    expect(outcome).toMatchObject({ type: 'rest', wakeAt: at('2026-03-10T13:00:00Z') })
  })

  test('after the due instant finds the wait over; at that very instant it still counts', () => {
    const overdue = { dueAt: later - 1, outlet: 'done' }
    const env = anEnvironment(renewal('2026-07-01', { now: later, enteredAt }))
    expect(wait.resume?.(untilRenewal, env, change, overdue)).toMatchObject({
      outlet: 'done',
      detail: { dueAt: later - 1 },
    })
    expect(wait.resume?.(untilRenewal, env, change, { dueAt: later, outlet: 'done' })).toMatchObject({ type: 'rest' })
  })
})

describe('a wait that check refuses', () => {
  test.each<[WaitParams, string]>([
    [{ for: 'P3' }, 'bad_duration'],
    [{ for: '-P3D' }, 'bad_duration'],
    [{ for: 'P11Y' }, 'bad_duration'],
    [{ until: '2026-02-30' }, 'bad_value'],
    [{}, 'bad_value'],
    [{ for: 'P1D', until: '2026-12-01' }, 'bad_value'],
    [{ for: 'P1D', zone: '+02:00' }, 'bad_zone'],
    [{ window: { from: '09:00', to: '09:00' } }, 'bad_window'],
    [{ window: { days: ['someday'] } }, 'bad_window'],
    [{ ...untilRenewal, offset: 'tomorrow' }, 'bad_duration'],
    [{ ...untilRenewal, at: '25:00' }, 'bad_value'],
  ])('fails at run time: %j is %s', (params, code) => {
    expect(wait.enter(params, anEnvironment(renewal('2026-06-01')))).toMatchObject({ type: 'fail', code })
  })

  test.each<[WaitParams, string, string]>([
    [{ until: '2026-02-30' }, 'bad_date', 'until'],
    [{}, 'nothing_to_wait_for', 'for'],
    [{ for: 'P1D', until: '2026-12-01' }, 'too_many_waits', 'until'],
    [{ window: { from: '09:00', to: '09:00' } }, 'bad_window', 'window.to'],
    [{ window: { days: [] } }, 'bad_window', 'window.days'],
    [{ window: { days: ['mon', 'someday'] } }, 'bad_window', 'window.days[1]'],
    [{ for: 'P1D', at: '09:00' }, 'unused_parameter', 'at'],
    [{ ...untilRenewal, at: '24:00' }, 'bad_time', 'at'],
    [{ untilAttribute: 'renewalDate' }, 'unknown_field', 'untilAttribute'],
  ])('%j: %s at %s', (params, code, field) => {
    expect(wait.check?.(params)).toMatchObject([{ code, field, level: 'error' }])
  })

  test('warns that contacts without a date go on at once', () => {
    expect(wait.undrawn?.(untilRenewal, 'missing', () => false)).toMatchObject({
      level: 'warning',
      code: 'missing_goes_on',
    })
    expect(wait.undrawn?.({ for: 'P1D' }, 'missing', () => false)).toBeNull()
  })
})

describe('a wait in words', () => {
  test.each<[WaitParams, string, string]>([
    [
      { for: 'P3D', window: officeHours },
      'Wait 3 days, then Mon-Fri 09:00-17:00',
      'Attendre 3 jours, puis lun.-ven. 09:00-17:00',
    ],
    [{ window: { days: ['sat', 'sun'] } }, 'Wait for Sat, Sun', 'Attendre sam., dim.'],
    [{ until: '2026-12-01T09:00' }, 'Wait until 2026-12-01 09:00', 'Attendre jusqu’à 2026-12-01 09:00'],
    [
      { ...untilRenewal, offset: '-P30D', at: '09:00' },
      'Wait until 30 days before “contact.renewalDate” at 09:00',
      'Attendre jusqu’à 30 jours avant «\u202fcontact.renewalDate\u202f» à 09:00',
    ],
    [{ for: 'P1DT12H' }, 'Wait 1 day and 12 hours', 'Attendre 1 jour et 12 heures'],
  ])('%j', (params, en, fr) => {
    expect(wait.describe(params, 'en')).toBe(en)
    expect(wait.describe(params, 'fr')).toBe(fr)
  })
})

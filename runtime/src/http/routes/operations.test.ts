import { afterEach, beforeEach, expect, test } from 'vitest'
import { MAIL, recordOf } from '../../testing/store-contract/given.ts'
import { MONDAY, publishFlow, someContact, someEnrollment, takeOne, turnOf } from '../../testing/store-fixture.ts'
import { startTestApp, type TestApp } from '../test-app.ts'

let it: TestApp

beforeEach(async () => {
  it = await startTestApp()
  await publishFlow(it.store, 'nurture')
  await it.store.contacts.create(someContact('ada'), MONDAY)
  await takeOne(it.store, 'ada', (ada) =>
    turnOf(ada, {
      enrollments: [someEnrollment(ada, 'nurture')],
      entries: [{ at: MONDAY, flow: 'nurture', trigger: 'manual', enrolled: true, enrollmentId: 'ada.1' }],
      effects: [MAIL],
      messages: recordOf(MAIL),
      nextDueAt: MONDAY + 86_400_000,
    }),
  )
})
afterEach(() => it.close())

const operations = async () => (await it.get('/api/operations')).body
const decide = (body: object) => it.send('POST', '/api/messages/decisions', body)

/** As a crash in the middle of a send leaves it. */
async function interrupt(): Promise<void> {
  await it.store.outbox.claim({ lanes: ['email'], now: MONDAY, limit: 1 })
  await it.store.outbox.recoverInterrupted(MONDAY)
}

test('where everything holds, every invariant that counters tell about says so, and the others wait for an audit', async () => {
  expect(await operations()).toMatchObject({ status: 'ok', violations: [], audit: { at: null, isRunning: false } })
  const states = async () => {
    const { invariants } = JSON.parse((await it.get('/api/operations')).text)
    return new Map(invariants.map((one: { invariant: string; state: string }) => [one.invariant, one.state]))
  }
  expect((await states()).get('entered_is_open_and_ended')).toBe('holds')
  expect((await states()).get('visits_are_made_once')).toBe('unchecked')
  expect(await it.send('POST', '/api/operations/audit')).toMatchObject({ status: 202 })
  await expect.poll(async () => (await states()).get('visits_are_made_once')).toBe('holds')
  expect(await operations()).toMatchObject({ audit: { isRunning: false, violations: 0 } })
})

test('a violation tells thing, place and way out, and turns the badge to alert', async () => {
  it.moveTo(MONDAY + 86_400_000 + 300_000)
  await interrupt()
  expect(await operations()).toMatchObject({
    status: 'alert',
    violations: [
      {
        invariant: 'due_taken_in_time',
        level: 'warning',
        message: '1 contacts are due; the one that waits longest has been due for 300 s.',
        facts: { count: 1, seconds: 300 },
      },
      { invariant: 'decisions_are_taken', facts: { lane: 'email', state: 'unknown', count: 1 } },
    ],
  })
  expect((await it.get('/api/health')).body).toMatchObject({
    ...{ status: 'alert', violations: 2, undecided: 1, oldestDueSeconds: 300, duplicate: 0, stuck: 0 },
  })
})

test('contacts that were set aside are listed with their reason, and take their turn again when asked', async () => {
  const { contacts } = await it.store.turns.loadStates([...(await it.store.turns.handlesOf(['ada'])).values()], {
    ...{ now: MONDAY, watchedEvents: 'all' },
  })
  const [contact] = contacts
  if (!contact) return expect.fail('ada is there')
  await it.store.turns.setAside([{ contact, code: 'turn_failed', message: 'broken', retryAt: null }], MONDAY)
  expect(await operations()).toMatchObject({
    violations: [{ invariant: 'turns_succeed', level: 'error', facts: { count: 1, abandoned: 1 } }],
    setAside: { abandoned: 1, contacts: [{ contact: { id: 'ada' }, code: 'turn_failed', message: 'broken' }] },
  })
  expect((await it.send('POST', '/api/operations/set-aside/retry')).body).toEqual({ retried: 1 })
  expect(await it.store.turns.nextDueAt()).toBe(it.now())
})

test('an interrupted message is held, then sent again, as people decide', async () => {
  await interrupt()
  expect((await it.get(`/api/messages/${MAIL.key}`)).body).toMatchObject({ state: 'unknown', isBodyKept: true })
  expect((await decide({ decision: 'hold', ids: [MAIL.key] })).body).toEqual({ applied: 1, asked: 1 })
  expect((await decide({ decision: 'resend', all: { state: 'held', channel: 'sms' } })).body).toMatchObject({
    applied: 0,
  })
  expect((await decide({ decision: 'resend', all: { state: 'held' } })).body).toEqual({ applied: 1, asked: 1 })
  expect((await it.get(`/api/messages/${MAIL.key}`)).body).toMatchObject({ state: 'queued' })
})

test('an interrupted message that did arrive is marked as sent, and is then nobody’s to give up', async () => {
  await interrupt()
  expect((await decide({ decision: 'mark_sent', ids: [MAIL.key, 'nobody.1:1:1'] })).body).toEqual({
    applied: 1,
    asked: 2,
  })
  expect((await it.get(`/api/messages/${MAIL.key}`)).body).toMatchObject({
    state: 'sent',
    sentAt: '2026-03-02T08:00:00Z',
  })
  expect((await decide({ decision: 'give_up', ids: [MAIL.key] })).body).toEqual({ applied: 0, asked: 1 })
})

test('a decision names messages or a state, and not both', async () => {
  const wrong = { status: 400, body: { code: 'wrong_shape' } }
  expect(await decide({ decision: 'resend' })).toMatchObject(wrong)
  expect(await decide({ decision: 'resend', ids: ['x'], all: { state: 'held' } })).toMatchObject(wrong)
  expect(await decide({ decision: 'resend', all: { state: 'sent' } })).toMatchObject(wrong)
})

test('everything about a contact is exported as one JSON file, with instants in words', async () => {
  const { body, headers } = await it.get('/api/contacts/ada/export')
  expect(headers.get('content-disposition')).toBe('attachment; filename="contact-ada.json"')
  expect(body).toMatchObject({
    product: 'couveuse',
    record: {
      contact: { id: 'ada', createdAt: '2026-03-02T08:00:00Z', fields: { email: 'ada@example.com' } },
      enrollments: [{ enrollment: { rest: { wakeAt: '2026-03-03T08:00:00Z' } } }],
      messages: [{ subject: 'Hi Ada', html: '<p>Hello</p>', at: '2026-03-02T08:00:00Z' }],
    },
  })
  expect(await it.get('/api/contacts/nobody/export')).toMatchObject({
    status: 404,
    body: { code: 'contact_not_found' },
  })
})

import { enrollmentDetailSchema, enrollmentListSchema } from '@couveuse/shared/api/enrollments'
import { messageDetailSchema, messageListSchema } from '@couveuse/shared/api/messages'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test-app.ts'

let it: TestApp
beforeEach(async () => {
  it = await startTestApp()
  const flow = {
    dsl: 1,
    key: 'hello',
    name: 'Hello',
    start: 'mail',
    steps: {
      mail: {
        kind: 'email',
        label: 'Welcome',
        inline: { subject: 'Hi {{ contact.firstName }}', body: '<p>Hello</p>' },
        next: { sent: 'ask' },
      },
      ask: {
        kind: 'branch',
        label: 'Big?',
        paths: [
          {
            outlet: 'big',
            name: 'Big',
            when: { combinator: 'and', rules: [{ field: 'account.employees', operator: '>', value: 100 }] },
          },
        ],
        next: { big: 'pause', else: 'pause' },
      },
      pause: { kind: 'wait', label: 'Three days', for: 'P3D', next: { done: 'set' } },
      set: { kind: 'update', set: { age: '{{ contact.city }}' }, next: {} },
    },
  }
  await it.send('PUT', '/api/settings', { revision: 0, settings: { attributes: { age: 'number' } } })
  await it.send('POST', '/api/flows', { from: 'json', flow })
  expect((await it.send('POST', '/api/flows/hello/publish', { revision: 1 })).status).toBe(200)
  const people = [
    {
      id: 'ada',
      fields: { email: 'ada@example.com', firstName: 'Ada', city: 'Lyon' },
      account: { employees: 250 },
      consent: { email: 'granted' },
    },
    { id: 'bo', fields: { email: 'bo@example.com', firstName: 'Bo', city: '42' }, account: { employees: 5 } },
  ]
  for (const person of people) await it.send('POST', '/api/contacts', person)
  await it.send('POST', '/api/flows/hello/enrollments', { contacts: ['ada', 'bo'] })
})
afterEach(() => it.close())

const of = async (contact: string) =>
  enrollmentListSchema.parse((await it.get(`/api/enrollments?contact=${contact}`)).body).items[0]
const act = async (contact: string, action: string) =>
  it.send('POST', `/api/enrollments/${encodeURIComponent((await of(contact))?.id ?? '')}/${action}`)
const threeDaysLater = async () => {
  it.moveTo(it.now() + 3 * 86_400_000)
  await it.settle()
}

test('the journal tells every visit, why it left as it did, and where the contact rests', async () => {
  const enrollment = await of('ada')
  expect(enrollment).toMatchObject({
    flow: 'hello',
    flowName: 'Hello',
    version: 1,
    status: 'waiting',
    step: 'pause',
    stepLabel: 'Three days',
    stepKind: 'wait',
    wakeAt: '2026-03-05T08:00:00Z',
  })
  const detail = enrollmentDetailSchema.parse(
    (await it.get(`/api/enrollments/${encodeURIComponent(enrollment?.id ?? '')}`)).body,
  )
  expect(detail.entry.trigger).toBe('manual')
  expect(detail.journal).toMatchObject([
    { seq: 1, step: 'mail', label: 'Welcome', outlet: 'sent' },
    {
      seq: 2,
      step: 'ask',
      outlet: 'big',
      because: [{ holds: true, rules: [{ field: 'account.employees', seen: 250, holds: true }] }],
    },
    { seq: 3, step: 'pause', leftAt: null, outlet: null, due: '2026-03-05T08:00:00Z' },
  ])
})

test('enrollments are listed by flow, step, version and status', async () => {
  const count = async (query: string) =>
    enrollmentListSchema.parse((await it.get(`/api/enrollments?${query}`)).body).items.length
  expect(await count('flow=hello&step=pause&status=waiting')).toBe(2)
  expect(await count('flow=hello&status=open&version=1')).toBe(2)
  expect(await count('flow=hello&version=2')).toBe(0)
  expect(await count('status=failed')).toBe(0)
  expect((await it.get('/api/enrollments?status=gone')).body).toMatchObject({ code: 'wrong_shape', path: 'status' })
})

test('somebody is removed by hand, once', async () => {
  expect(await act('ada', 'remove')).toMatchObject({
    status: 200,
    body: { status: 'left', reason: 'removed', step: null },
  })
  expect(await act('ada', 'remove')).toMatchObject({ status: 409, body: { code: 'enrollment_not_open' } })
})

test('a failed enrollment says why, and is retried, made to skip, or ended', async () => {
  expect(await act('ada', 'retry')).toMatchObject({ status: 409, body: { code: 'enrollment_not_failed' } })
  await threeDaysLater()
  expect(await of('ada')).toMatchObject({
    status: 'failed',
    reason: 'bad_value',
    step: 'set',
    failure: expect.any(String),
  })
  expect(await of('bo')).toMatchObject({ status: 'ended' })
  expect((await it.get('/api/health')).body).toMatchObject({ stuck: 1 })
  expect(await act('ada', 'retry')).toMatchObject({ status: 200, body: { status: 'failed' } })
  await it.send('PATCH', '/api/contacts/ada', { fields: { city: '69' } })
  expect(await act('ada', 'retry')).toMatchObject({ status: 200, body: { status: 'ended', reason: 'end_of_path' } })
  expect((await it.get('/api/contacts/ada')).body).toMatchObject({ fields: { age: 69 } })
})

test('a failed step can be skipped', async () => {
  await threeDaysLater()
  expect(await act('ada', 'skip')).toMatchObject({ status: 200, body: { status: 'ended' } })
})

test('the outbox shows what was sent and what was blocked, and why', async () => {
  const page = messageListSchema.parse((await it.get('/api/messages')).body)
  expect(page.items).toHaveLength(2)
  const sent = page.items.find((each) => each.contact.id === 'ada')
  expect(sent).toMatchObject({
    channel: 'email',
    to: 'ada@example.com',
    subject: 'Hi Ada',
    state: 'queued',
    blocked: null,
    flowName: 'Hello',
  })
  expect(page.items.find((each) => each.contact.id === 'bo')).toMatchObject({ state: 'blocked', blocked: 'consent' })
  const detail = messageDetailSchema.parse((await it.get(`/api/messages/${encodeURIComponent(sent?.id ?? '')}`)).body)
  expect(detail).toMatchObject({
    html: '<p>Hello</p>',
    text: 'Hello',
    attempts: 0,
    headers: { 'Message-ID': expect.any(String) },
  })
  expect((await it.get('/api/messages?state=blocked')).body).toMatchObject({ items: [{ contact: { id: 'bo' } }] })
  expect((await it.get('/api/messages?contact=ada&channel=sms')).body).toMatchObject({ items: [] })
  expect(await it.get('/api/messages/none')).toMatchObject({ status: 404, body: { code: 'message_not_found' } })
})

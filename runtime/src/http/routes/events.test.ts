import { eventBatchResultSchema } from '@couveuse/shared/api/events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test-app.ts'

let it: TestApp
beforeEach(async () => {
  it = await startTestApp()
  await it.send('POST', '/api/contacts', { id: 'ada', fields: { email: 'ada@example.com' } })
})
afterEach(() => it.close())

const event = {
  id: 'e1',
  event: 'form_submitted',
  contact: { email: 'Ada@Example.com' },
  properties: { form: 'white-paper' },
}
const eventsOf = async (id: string) => Object((await it.get(`/api/contacts/${id}/timeline?type=event`)).body).items

test('an event reaches its contact by e-mail address, whatever its case, or by id', async () => {
  expect(await it.send('POST', '/api/events', event)).toMatchObject({
    status: 202,
    body: { id: 'e1', status: 'accepted', contactId: 'ada' },
  })
  await it.send('POST', '/api/events', { id: 'e2', event: 'page_viewed', contact: { id: 'ada' } })
  expect(await eventsOf('ada')).toMatchObject([
    { event: 'page_viewed' },
    { event: 'form_submitted', properties: { form: 'white-paper' }, isMachine: false },
  ])
})

test('the same event again changes nothing', async () => {
  await it.send('POST', '/api/events', event)
  expect(await it.send('POST', '/api/events', event)).toMatchObject({
    status: 200,
    body: { status: 'duplicate', contactId: 'ada' },
  })
  expect(await eventsOf('ada')).toHaveLength(1)
})

test('an event for nobody we know is one clear error, unless it may make the contact', async () => {
  const stranger = { id: 'e9', event: 'form_submitted', contact: { email: 'new@example.com' } }
  expect(await it.send('POST', '/api/events', stranger)).toMatchObject({
    status: 404,
    body: { code: 'unknown_contact', path: 'contact.email' },
  })
  expect(await it.send('POST', '/api/events', { ...stranger, contact: { id: 'zed' } })).toMatchObject({
    body: { code: 'unknown_contact', path: 'contact.id' },
  })
  expect((await it.get('/api/contacts?search=new@')).body).toMatchObject({ total: 0 })
  const made = await it.send('POST', '/api/events', { ...stranger, createContact: true })
  expect(made).toMatchObject({ status: 202, body: { status: 'accepted' } })
  expect((await it.get('/api/contacts?search=new@')).body).toMatchObject({ total: 1 })
})

test.each([
  [{ ...event, event: '' }, 'event'],
  [{ ...event, occurredAt: '2026-03-02T09:00:00' }, 'occurredAt'],
  [{ ...event, contact: {} }, 'contact'],
  [{ ...event, id: undefined }, 'id'],
  [{ ...event, properties: [] }, 'properties'],
])('a wrong event is refused with its path', async (wrong, path) => {
  const answer = await it.send('POST', '/api/events', wrong)
  expect(answer).toMatchObject({ status: 400, body: { code: 'wrong_shape' } })
  expect(Object(answer.body).path).toContain(path)
})

test('a batch is judged item by item, in order', async () => {
  const answer = await it.send('POST', '/api/events/batch', {
    events: [
      event,
      event,
      { id: 'e2', event: 'page_viewed', contact: { email: 'nobody@example.com' } },
      { id: 'e3', event: 7, contact: { id: 'ada' } },
      { id: 'e4', event: 'page_viewed', contact: { email: 'new@example.com' }, createContact: true },
      { id: 'e5', event: 'page_viewed', contact: { email: 'NEW@example.com' }, createContact: true },
      { id: 'e6', event: 'page_viewed', contact: { email: 'no address' }, createContact: true },
    ],
  })
  expect(answer.status).toBe(202)
  const result = eventBatchResultSchema.parse(answer.body)
  expect(result).toMatchObject({ accepted: 3, duplicates: 1, refused: 3 })
  expect(result.items.map(({ status, error }) => error?.code ?? status)).toEqual([
    'accepted',
    'duplicate',
    'unknown_contact',
    'wrong_shape',
    'accepted',
    'accepted',
    'invalid_email',
  ])
  expect(result.items[3]?.error?.path).toBe('events[3].event')
  expect(result.items[4]?.contactId).toBe(result.items[5]?.contactId)
})

test('a batch of more than a thousand is refused whole', async () => {
  const events = Array.from({ length: 1001 }, (_, i) => ({ ...event, id: `x${i}` }))
  expect(await it.send('POST', '/api/events/batch', { events })).toMatchObject({
    status: 400,
    body: { code: 'wrong_shape', path: 'events' },
  })
  expect(await eventsOf('ada')).toHaveLength(0)
})

import { contactDetailSchema, contactListSchema } from '@couveuse/shared/api/contacts'
import { timelineSchema } from '@couveuse/shared/api/timeline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test-app.ts'

let it: TestApp
beforeEach(async () => {
  it = await startTestApp()
})
afterEach(() => it.close())

const ada = {
  id: 'ada',
  fields: { email: 'ada@example.com', firstName: 'Ada', lastName: 'Martin' },
  account: { name: 'Acme' },
}

test('a contact is made, found and shown whole', async () => {
  const made = await it.send('POST', '/api/contacts', { ...ada, tags: ['it'], consent: { email: 'granted' } })
  expect(made.status).toBe(201)
  expect(made.headers.get('location')).toBe('/api/contacts/ada')
  const shown = contactDetailSchema.parse((await it.get('/api/contacts/ada')).body)
  expect(shown).toMatchObject({
    id: 'ada',
    name: 'Ada Martin',
    email: 'ada@example.com',
    accountName: 'Acme',
    stage: 'suspect',
    tags: ['it'],
    consent: { email: 'granted' },
    createdAt: '2026-03-02T08:00:00Z',
  })
})

test('an e-mail address belongs to one contact, whatever its case', async () => {
  await it.send('POST', '/api/contacts', ada)
  const second = await it.send('POST', '/api/contacts', { fields: { email: 'ADA@example.com' } })
  expect(second.status).toBe(409)
  expect(second.body).toMatchObject({ code: 'contact_exists', path: 'fields.email' })
  expect((await it.send('POST', '/api/contacts', { id: 'ada', fields: {} })).body).toMatchObject({ path: 'id' })
})

test('values are converted by the declared type, and refused with their path where they do not fit', async () => {
  await it.send('PUT', '/api/settings', {
    revision: 0,
    settings: { attributes: { age: 'number', renewalDate: 'date' } },
  })
  const made = await it.send('POST', '/api/contacts', { id: 'bo', fields: { age: '42', renewalDate: '2026-12-01' } })
  expect(made.body).toMatchObject({ fields: { age: 42, renewalDate: '2026-12-01' } })
  const refused = await it.send('POST', '/api/contacts', { id: 'cy', fields: { renewalDate: '2026-02-30' } })
  expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_value', path: 'fields.renewalDate' } })
  expect((await it.get('/api/contacts/cy')).status).toBe(404)
})

test.each([
  [{ email: 'nobody' }, 'invalid_email', 'fields.email'],
  [{ phone: '06 12 34 56 78' }, 'invalid_phone', 'fields.phone'],
  [{ 'no name': 'x' }, 'invalid_value', 'fields.no name'],
  [{ buyingRole: 'king' }, 'invalid_value', 'fields.buyingRole'],
  [{ tags: 'x' }, 'invalid_value', 'fields.tags'],
])('the fields %j are refused with %s', async (fields, code, path) => {
  expect(await it.send('POST', '/api/contacts', { fields })).toMatchObject({ status: 400, body: { code, path } })
})

test('a phone number is kept in E.164', async () => {
  const made = await it.send('POST', '/api/contacts', { fields: { phone: '06 12 34 56 78', country: 'FR' } })
  expect(made.body).toMatchObject({ phone: '+33612345678' })
})

test('a change is a turn: it is seen in the answer and in the timeline', async () => {
  await it.send('POST', '/api/contacts', ada)
  const changed = await it.send('PATCH', '/api/contacts/ada', {
    fields: { city: 'Lyon', lastName: null },
    addTags: ['vip'],
    stage: 'prospect',
  })
  expect(changed).toMatchObject({
    status: 200,
    body: { name: 'Ada', stage: 'prospect', tags: ['vip'], fields: { city: 'Lyon' } },
  })
  const timeline = timelineSchema.parse((await it.get('/api/contacts/ada/timeline?type=change')).body)
  expect(timeline.items.map((item) => (item.type === 'change' ? item.field : item.type)).sort()).toEqual([
    'contact.city',
    'contact.lastName',
    'contact.tags',
    'stage',
  ])
})

test('nobody can be given the address of another', async () => {
  await it.send('POST', '/api/contacts', ada)
  await it.send('POST', '/api/contacts', { id: 'bo', fields: { email: 'bo@example.com' } })
  const changed = await it.send('PATCH', '/api/contacts/bo', { fields: { email: 'Ada@example.com' } })
  expect(changed).toMatchObject({ status: 409, body: { code: 'contact_exists', path: 'fields.email' } })
  const same = await it.send('PATCH', '/api/contacts/bo', { fields: { email: 'BO@example.com' } })
  expect(same.status).toBe(200)
})

test('a list is searched, sorted, and read page by page without gap or repetition', async () => {
  for (let i = 0; i < 7; i += 1) {
    it.moveTo(it.now() + 1000)
    await it.send('POST', '/api/contacts', {
      id: `c${i}`,
      fields: { email: `c${i}@example.com`, lastName: `Name${i}` },
    })
  }
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const answer = await it.get(
      `/api/contacts?limit=3&sort=newest${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    const page = contactListSchema.parse(answer.body)
    expect(page.total).toBe(7)
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  }
  expect(seen).toEqual(['c6', 'c5', 'c4', 'c3', 'c2', 'c1', 'c0'])
  const found = contactListSchema.parse((await it.get('/api/contacts?search=name3')).body)
  expect(found.items.map(({ id }) => id)).toEqual(['c3'])
})

test('temperature filters by the thresholds of the scoring model', async () => {
  const scoring = {
    fit: [
      {
        id: 'it',
        points: 40,
        when: { combinator: 'and', rules: [{ field: 'contact.title', operator: '=', value: 'CIO' }] },
      },
    ],
  }
  await it.send('PUT', '/api/scoring', { revision: 0, scoring })
  await it.send('POST', '/api/contacts', { id: 'warm', fields: { title: 'CIO' } })
  await it.send('POST', '/api/contacts', { id: 'cold', fields: {} })
  await it.settle()
  await it.send('PATCH', '/api/contacts/warm', { fields: { city: 'Lyon' } })
  const warm = contactListSchema.parse((await it.get('/api/contacts?temperature=warm')).body)
  expect(warm.items.map(({ id }) => id)).toEqual(['warm'])
  const detail = contactDetailSchema.parse((await it.get('/api/contacts/warm')).body)
  expect(detail).toMatchObject({ temperature: 'warm', score: { fit: 40, engagement: 0, total: 40 } })
  expect(detail.scoreRows).toMatchObject([
    { axis: 'fit', at: null, points: 40, now: 40, source: 'it', because: { holds: true } },
  ])
})

test('a cursor that was made up is refused', async () => {
  expect(await it.get('/api/contacts?cursor=nonsense')).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } })
})

test('a deleted contact is gone with all that was known', async () => {
  await it.send('POST', '/api/contacts', ada)
  expect((await it.send('DELETE', '/api/contacts/ada')).status).toBe(204)
  expect(await it.get('/api/contacts/ada')).toMatchObject({ status: 404, body: { code: 'contact_not_found' } })
  expect((await it.get('/api/contacts/ada/timeline')).status).toBe(404)
  expect((await it.send('DELETE', '/api/contacts/ada')).status).toBe(404)
  expect((await it.send('PATCH', '/api/contacts/ada', { fields: {} })).status).toBe(404)
})

import { flowDetailSchema, flowListSchema, flowVersionSchema } from '@couveuse/shared/api/flows'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test-app.ts'

let it: TestApp
beforeEach(async () => {
  it = await startTestApp()
})
afterEach(() => it.close())

const flow = {
  dsl: 1,
  key: 'hello',
  name: 'Hello',
  start: 'pause',
  steps: {
    pause: { kind: 'wait', for: 'P3D', next: { done: 'bye' } },
    bye: { kind: 'end', reason: 'done', outcome: 'neutral' },
  },
}
const create = (more: object = {}) => it.send('POST', '/api/flows', { from: 'json', flow, ...more })
const publish = (revision = 1) => it.send('POST', '/api/flows/hello/publish', { revision })
const contact = (id: string) => it.send('POST', '/api/contacts', { id, fields: { email: `${id}@example.com` } })
const enroll = (...contacts: string[]) => it.send('POST', '/api/flows/hello/enrollments', { contacts })

test('an empty flow takes its key from its name, and the next one of that name another', async () => {
  const first = await it.send('POST', '/api/flows', { from: 'empty', name: 'Relance « été » n° 2' })
  expect(first).toMatchObject({
    status: 201,
    body: { key: 'relance-ete-n-2', status: 'draft', draftRevision: 1, version: null },
  })
  const second = await it.send('POST', '/api/flows', { from: 'empty', name: 'Relance été n° 2' })
  expect(second.body).toMatchObject({ key: 'relance-ete-n-2-2' })
})

test('an imported flow keeps its key, and a taken key is refused', async () => {
  expect(await create()).toMatchObject({
    status: 201,
    body: { key: 'hello', name: 'Hello', hasUnpublishedChanges: true },
  })
  expect(await create()).toMatchObject({ status: 409, body: { code: 'flow_key_taken', path: 'key' } })
  expect(await create({ key: 'hello-again' })).toMatchObject({
    status: 201,
    body: { key: 'hello-again', flow: { key: 'hello-again' } },
  })
})

test('a copy has the steps of the original and a key of its own', async () => {
  await create()
  const copy = await it.send('POST', '/api/flows', { from: 'flow', flow: 'hello', name: 'Hello copy' })
  expect(copy).toMatchObject({
    status: 201,
    body: { key: 'hello-copy', name: 'Hello copy', flow: { steps: flow.steps } },
  })
  expect(await it.send('POST', '/api/flows', { from: 'flow', flow: 'nothing' })).toMatchObject({ status: 404 })
})

test.each([
  ['an unknown kind', { ...flow, steps: { pause: { kind: 'wiat', for: 'P3D' } } }, 'flow.steps.pause.kind'],
  ['a wrong type', { ...flow, steps: { pause: { kind: 'wait', for: 3 } } }, 'flow.steps.pause.for'],
  ['an unknown key', { ...flow, entyr: [] }, 'flow.entyr'],
  ['a missing key', { dsl: 1, key: 'x', steps: {} }, 'flow.start'],
])('a flow with %s is refused with its path, and nothing is written', async (_name, wrong, path) => {
  const answer = await it.send('POST', '/api/flows', { from: 'json', flow: wrong })
  expect(answer).toMatchObject({ status: 400, body: { code: 'wrong_shape', path } })
  expect((await it.get('/api/flows')).body).toMatchObject({ items: [] })
})

test('a draft is saved with its errors, and only by who has seen the last one', async () => {
  await create()
  const broken = { ...flow, steps: { pause: { kind: 'wait', for: 'P3D', next: { done: 'nowhere' } } } }
  const saved = await it.send('PUT', '/api/flows/hello/draft', { flow: broken, revision: 1 })
  expect(saved).toMatchObject({ status: 200, body: { draftRevision: 2, hasUnpublishedChanges: true } })
  expect(saved.body).toMatchObject({ problems: [expect.objectContaining({ level: 'error', step: 'pause' })] })
  const late = await it.send('PUT', '/api/flows/hello/draft', { flow, revision: 1 })
  expect(late).toMatchObject({
    status: 409,
    body: { code: 'draft_conflict', message: expect.stringContaining('revision 2') },
  })
  const detail = flowDetailSchema.parse((await it.get('/api/flows/hello')).body)
  expect(detail.flow).toMatchObject({ steps: broken.steps })
})

test('a draft of the wrong shape, or of another key, is refused and the stored one stays', async () => {
  await create()
  const wrong = await it.send('PUT', '/api/flows/hello/draft', { flow: { ...flow, steps: [] }, revision: 1 })
  expect(wrong).toMatchObject({ status: 400, body: { code: 'wrong_shape', path: 'flow.steps' } })
  const renamed = await it.send('PUT', '/api/flows/hello/draft', { flow: { ...flow, key: 'other' }, revision: 1 })
  expect(renamed).toMatchObject({ status: 409, body: { code: 'flow_key_fixed' } })
  expect((await it.get('/api/flows/hello')).body).toMatchObject({ draftRevision: 1 })
})

test('check answers what is wrong in this workspace and stores nothing', async () => {
  const mail = { ...flow, steps: { pause: { kind: 'email', message: 'no-such-message', next: {} } } }
  const answer = await it.send('POST', '/api/flows/check', { flow: mail })
  expect(answer.status).toBe(200)
  expect(answer.text).toContain('no-such-message')
  expect((await it.get('/api/flows')).body).toMatchObject({ items: [] })
})

test('a flow with errors is not published, and says which', async () => {
  await create({ flow: { ...flow, steps: { pause: { kind: 'wait', for: 'P3D', next: { done: 'nowhere' } } } } })
  const answer = await publish()
  expect(answer).toMatchObject({ status: 422, body: { code: 'flow_has_errors' } })
  expect(answer.body).toMatchObject({ problems: expect.arrayContaining([expect.objectContaining({ level: 'error' })]) })
  expect((await it.get('/api/flows/hello')).body).toMatchObject({ status: 'draft', version: null })
})

test('publishing makes a version that later drafts and messages do not change', async () => {
  await it.send('PUT', '/api/templates/welcome', { subject: 'Hi', body: 'Hello {{ contact.firstName }}' })
  const mail = { ...flow, start: 'mail', steps: { mail: { kind: 'email', message: 'welcome', next: {} } } }
  await create({ flow: mail })
  expect(await publish()).toMatchObject({ status: 200, body: { version: 1 } })
  expect((await it.get('/api/flows/hello')).body).toMatchObject({
    status: 'published',
    version: 1,
    hasUnpublishedChanges: false,
  })
  await it.send('PUT', '/api/templates/welcome', { subject: 'Bye', body: 'Changed' })
  await it.send('PUT', '/api/flows/hello/draft', { flow, revision: 1 })
  expect((await it.get('/api/flows/hello')).body).toMatchObject({ version: 1, hasUnpublishedChanges: true })
  const version = flowVersionSchema.parse((await it.get('/api/flows/hello/versions/1')).body)
  expect(version.messages).toEqual({ welcome: { subject: 'Hi', body: 'Hello {{ contact.firstName }}' } })
  expect(version.flow).toMatchObject({ start: 'mail' })
  expect(await publish(1)).toMatchObject({ status: 409, body: { code: 'draft_conflict' } })
  expect(await publish(2)).toMatchObject({ status: 200, body: { version: 2 } })
  expect((await it.get('/api/flows/hello/versions')).body).toMatchObject({ items: [{ version: 2 }, { version: 1 }] })
  expect((await it.get('/api/flows/hello/versions/9')).status).toBe(404)
})

test('contacts are enrolled by hand and counted where they stand', async () => {
  await create()
  expect(await enroll('ada')).toMatchObject({ status: 409, body: { code: 'flow_not_published' } })
  await publish()
  await contact('ada')
  await contact('bo')
  expect(await enroll('ada', 'bo', 'nobody')).toMatchObject({ status: 202, body: { accepted: 2, unknown: ['nobody'] } })
  const list = flowListSchema.parse((await it.get('/api/flows')).body)
  expect(list.items[0]).toMatchObject({
    key: 'hello',
    status: 'published',
    counts: { open: 2, waiting: 2, entered: 2, ended: 0 },
  })
  it.moveTo(it.now() + 4 * 86_400_000)
  await it.settle()
  const after = flowListSchema.parse((await it.get('/api/flows')).body)
  expect(after.items[0]?.counts).toMatchObject({ open: 0, ended: 2, entered: 2 })
})

test('everybody in a segment is enrolled at once', async () => {
  await it.send('PUT', '/api/segments/lyon', {
    when: { combinator: 'and', rules: [{ field: 'contact.city', operator: '=', value: 'Lyon' }] },
  })
  await create()
  await publish()
  await it.send('POST', '/api/contacts', { id: 'ada', fields: { city: 'Lyon' } })
  await it.send('POST', '/api/contacts', { id: 'bo', fields: { city: 'Lille' } })
  const answer = await it.send('POST', '/api/flows/hello/enrollments', { segment: 'lyon' })
  expect(answer).toMatchObject({ status: 202, body: { accepted: 1 } })
  expect((await it.get('/api/enrollments?flow=hello')).body).toMatchObject({ items: [{ contact: { id: 'ada' } }] })
  expect(await it.send('POST', '/api/flows/hello/enrollments', { segment: 'nowhere' })).toMatchObject({ status: 404 })
  expect(await it.send('POST', '/api/flows/hello/enrollments', {})).toMatchObject({ status: 400 })
})

test('a paused flow holds what becomes due, says how much, and resumes as asked', async () => {
  await create()
  await publish()
  await contact('ada')
  await enroll('ada')
  expect(await it.send('POST', '/api/flows/hello/pause')).toMatchObject({ status: 200, body: { status: 'paused' } })
  expect(await it.send('POST', '/api/flows/hello/pause')).toMatchObject({
    status: 409,
    body: { code: 'flow_already_paused' },
  })
  it.moveTo(it.now() + 4 * 86_400_000)
  await it.settle()
  expect((await it.get('/api/flows/hello')).body).toMatchObject({ status: 'paused', overdue: 1, counts: { open: 1 } })
  expect(await it.send('POST', '/api/flows/hello/resume', { missed: 'spread' })).toMatchObject({
    status: 400,
    body: { path: 'over' },
  })
  expect(await it.send('POST', '/api/flows/hello/resume', { missed: 'spread', over: 'soon' })).toMatchObject({
    status: 400,
    body: { path: 'over' },
  })
  expect(await it.send('POST', '/api/flows/hello/resume', { missed: 'now' })).toMatchObject({
    status: 200,
    body: { status: 'published' },
  })
  await it.settle()
  expect((await it.get('/api/flows/hello')).body).toMatchObject({ counts: { open: 0, ended: 1 } })
  expect(await it.send('POST', '/api/flows/hello/resume', { missed: 'now' })).toMatchObject({
    status: 409,
    body: { code: 'flow_not_paused' },
  })
})

test('a flow somebody is in is not deleted; afterwards its key is free', async () => {
  await create()
  await publish()
  await contact('ada')
  await enroll('ada')
  expect(await it.send('DELETE', '/api/flows/hello')).toMatchObject({
    status: 409,
    body: { code: 'flow_has_open_enrollments' },
  })
  const { items } = Object((await it.get('/api/enrollments?flow=hello')).body)
  await it.send('POST', `/api/enrollments/${encodeURIComponent(items[0].id)}/remove`)
  expect((await it.send('DELETE', '/api/flows/hello')).status).toBe(204)
  expect((await it.get('/api/flows/hello')).status).toBe(404)
  expect((await create()).status).toBe(201)
})

test('the export is the file that was imported, ready to be kept under the key', async () => {
  await create()
  const file = await it.get('/api/flows/hello/export')
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="hello.json"')
  expect(file.body).toMatchObject(flow)
})

test('the list is searched, filtered by status and cut into pages', async () => {
  for (const name of ['Alpha', 'Beta', 'Gamma']) await it.send('POST', '/api/flows', { from: 'empty', name })
  await create()
  await publish()
  const keys = async (query: string) =>
    flowListSchema.parse((await it.get(`/api/flows?${query}`)).body).items.map(({ key }) => key)
  expect(await keys('status=published')).toEqual(['hello'])
  expect(await keys('search=GAM')).toEqual(['gamma'])
  const first = flowListSchema.parse((await it.get('/api/flows?limit=3')).body)
  const second = flowListSchema.parse((await it.get(`/api/flows?limit=3&cursor=${first.nextCursor}`)).body)
  expect([...first.items, ...second.items].map(({ key }) => key).sort()).toEqual(['alpha', 'beta', 'gamma', 'hello'])
  expect(second.nextCursor).toBeNull()
  expect(await it.get('/api/flows?cursor=gone')).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } })
})

test('who stands where is told live, per version', async () => {
  await create()
  await publish()
  await contact('ada')
  await enroll('ada')
  const answer = await it.app.fetch(new Request('http://localhost:4400/api/flows/hello/live'))
  const reader = answer.body?.getReader()
  await reader?.read()
  const chunk = await reader?.read()
  const data = JSON.parse(/^data: (.*)$/m.exec(new TextDecoder().decode(chunk?.value))?.[1] ?? '')
  expect(data).toMatchObject({
    key: 'hello',
    at: '2026-03-02T08:00:00Z',
    counts: { open: 1 },
    versions: [{ version: 1, open: 1, steps: { pause: { resting: 1, entered: 1, failed: 0 } } }],
  })
  await reader?.cancel()
  expect((await it.get('/api/flows/nothing/live')).status).toBe(404)
})

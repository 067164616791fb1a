import { enrollmentDetailSchema, enrollmentListSchema } from '@couveuse/shared/api/enrollments'
import { flowDetailSchema, flowVersionListSchema } from '@couveuse/shared/api/flows'
import { migrationOfferSchema, migrationPreviewSchema } from '@couveuse/shared/api/publications'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test-app.ts'

const DAY = 86_400_000
let it: TestApp
beforeEach(async () => {
  it = await startTestApp()
  await it.send('POST', '/api/flows', { from: 'json', flow: first })
  expect((await it.send('POST', '/api/flows/hello/publish', { revision: 1 })).status).toBe(200)
  for (const id of ['ada', 'bo', 'cy']) {
    const consent = id === 'cy' ? {} : { email: 'granted' }
    await it.send('POST', '/api/contacts', { id, fields: { email: `${id}@example.com`, firstName: id }, consent })
  }
  await it.send('POST', '/api/flows/hello/enrollments', { contacts: ['ada', 'bo', 'cy'] })
})
afterEach(() => it.close())

const mail = (subject: string, next: object = {}) => ({ kind: 'email', inline: { subject, body: 'Hello' }, next })
const wait = (length: string, next: string) => ({ kind: 'wait', for: length, next: { done: next } })
const flowOf = (steps: Record<string, object>, more: object = {}) => ({
  ...{ dsl: 1, key: 'hello', name: 'Hello', start: Object.keys(steps)[0], steps },
  ...more,
})
const first = flowOf({
  pause: { ...wait('P3D', 'mail'), label: 'Three days' },
  mail: mail('Hi', { sent: 'later' }),
  later: wait('P1D', 'bye'),
  bye: { kind: 'end', reason: 'read', outcome: 'neutral' },
})
const second = flowOf({
  welcome: mail('Welcome', { sent: 'think' }),
  think: { ...wait('P1D', 'offer'), label: 'Think it over' },
  offer: mail('Our offer'),
  later: wait('P1D', 'offer'),
})
const draft = async (flow: object, revision = 1) =>
  expect((await it.send('PUT', '/api/flows/hello/draft', { flow, revision })).status).toBe(200)
const offer = async (query = '') =>
  migrationOfferSchema.parse((await it.get(`/api/flows/hello/migration${query}`)).body)
const enrollments = async () =>
  enrollmentListSchema
    .parse((await it.get('/api/enrollments?flow=hello')).body)
    .items.toSorted((a, b) => a.contact.id.localeCompare(b.contact.id))
const pass = async (ms: number) => {
  it.moveTo(it.now() + ms)
  await it.settle()
}

test('the offer says who waits where and what the draft makes of that step', async () => {
  await pass(3 * DAY)
  await it.send('POST', '/api/contacts', { id: 'dan', fields: { email: 'dan@example.com' } })
  await it.send('POST', '/api/flows/hello/enrollments', { contacts: ['dan'] })
  await draft({ ...first, steps: { ...first.steps, later: wait('P2D', 'bye') } })
  expect(await offer()).toMatchObject({
    ...{ next: 2, restores: null, revision: 2, isPaused: false },
    places: [
      { version: 1, step: 'later', change: 'changed', waiting: 3, failed: 0, goesOn: true },
      { version: 1, step: 'pause', label: 'Three days', change: 'unchanged', waiting: 1, goesOn: true },
    ],
    steps: [{ id: 'pause', label: 'Three days', kind: 'wait' }, { id: 'mail' }, { id: 'later' }, { id: 'bye' }],
  })
  await draft(second, 2)
  expect((await offer()).places[0]).toMatchObject({ step: 'pause', change: 'removed', goesOn: false })
})

test('the preview lets time really pass for those on the way, and writes nothing', async () => {
  await draft(second)
  const preview = async (migration: object) =>
    migrationPreviewSchema.parse(
      (await it.send('POST', '/api/flows/hello/migration/preview', { migration, days: 3 })).body,
    )
  const before = await enrollments()
  const moved = await preview({ 1: { pause: { to: 'think' } } })
  expect(moved).toMatchObject({ here: 3, tried: 3, isPaused: false, until: '2026-03-05T08:00:00Z' })
  expect(moved.places[0]).toMatchObject({
    ...{ version: 1, step: 'pause', here: 3, tried: 3 },
    sent: [{ step: 'offer', channel: 'email', count: 2 }],
    blocked: [{ step: 'offer', reason: 'consent', count: 1 }],
    ended: [{ status: 'ended', reason: 'end_of_path', count: 3 }],
    waiting: [],
  })
  expect(moved.places[0]?.ways).toContainEqual({ step: 'think', label: 'Think it over', outlet: 'done', count: 3 })
  const staying = await preview({})
  expect(staying.places[0]).toMatchObject({
    sent: [{ step: 'mail', count: 2 }],
    waiting: [{ step: 'later', count: 3 }],
  })
  const ending = await preview({ 1: { pause: { end: 'campaign over' } } })
  expect(ending.places[0]).toMatchObject({ sent: [], ended: [{ status: 'left', reason: 'campaign over', count: 3 }] })
  expect(await enrollments()).toEqual(before)
  expect(await offer()).toMatchObject({ next: 2 })
})

test('a publication moves whom its plan moves, and the journal tells it in the words of each version', async () => {
  await draft(second)
  const published = await it.send('POST', '/api/flows/hello/publish', {
    ...{ revision: 2, migration: { 1: { pause: { to: 'think' } } } },
  })
  expect(published).toMatchObject({ status: 200, body: { version: 2, told: 3 } })
  await it.settle()
  expect(await enrollments()).toMatchObject(
    ['ada', 'bo', 'cy'].map((id) => ({ contact: { id }, version: 2, step: 'think', wakeAt: '2026-03-03T08:00:00Z' })),
  )
  const [ada] = await enrollments()
  const detail = enrollmentDetailSchema.parse(
    (await it.get(`/api/enrollments/${encodeURIComponent(ada?.id ?? '')}`)).body,
  )
  expect(detail.journal).toMatchObject([
    {
      seq: 1,
      step: 'pause',
      label: 'Three days',
      version: 1,
      outlet: null,
      detail: { why: 'new_version', version: 2, to: 'think' },
    },
    { seq: 2, step: 'think', label: 'Think it over', leftAt: null },
  ])
  const versions = flowVersionListSchema.parse((await it.get('/api/flows/hello/versions')).body)
  expect(versions.items).toMatchObject([
    { version: 2, open: 3, entered: 3 },
    { version: 1, open: 0, entered: 0 },
  ])
})

test('without a plan everybody stays', async () => {
  await draft(second)
  expect((await it.send('POST', '/api/flows/hello/publish', { revision: 2 })).body).toMatchObject({ told: 0 })
  await pass(3 * DAY)
  expect((await enrollments()).map(({ version, step }) => [version, step])).toEqual(Array(3).fill([1, 'later']))
})

test('nobody is moved to a step that is not there, and nothing is published then', async () => {
  await draft(second)
  const publish = (migration: object) => it.send('POST', '/api/flows/hello/publish', { revision: 2, migration })
  expect(await publish({ 1: { pause: { to: 'mail' } } })).toMatchObject({
    status: 400,
    body: { code: 'step_not_found', path: 'migration.1.pause.to' },
  })
  expect(await publish({ 2: { pause: { to: 'think' } } })).toMatchObject({ status: 404, body: { path: 'migration.2' } })
  expect(await publish({ 1: { pause: { end: ' ' } } })).toMatchObject({ status: 400, body: { code: 'wrong_shape' } })
  expect((await it.get('/api/flows/hello')).body).toMatchObject({ version: 1 })
  expect(
    await it.send('POST', '/api/flows/hello/migration/preview', { migration: { 1: { pause: { to: 'x' } } } }),
  ).toMatchObject({ status: 400, body: { code: 'step_not_found' } })
})

test('an earlier version is published again with a plan of its own, and the draft waits for its repair', async () => {
  await draft(second)
  await it.send('POST', '/api/flows/hello/publish', { revision: 2, migration: { 1: { pause: { to: 'think' } } } })
  await it.settle()
  const back = await offer('?version=1')
  expect(back).toMatchObject({
    ...{ next: 3, restores: 1 },
    places: [{ version: 2, step: 'think', change: 'removed', waiting: 3 }],
  })
  const done = await it.send('POST', '/api/flows/hello/versions/1/publish', {
    ...{ revision: 2, migration: { 2: { think: { to: 'pause' } } } },
  })
  expect(done).toMatchObject({ status: 200, body: { version: 3, told: 3 } })
  await it.settle()
  expect((await enrollments()).map(({ version, step }) => [version, step])).toEqual(Array(3).fill([3, 'pause']))
  const detail = flowDetailSchema.parse((await it.get('/api/flows/hello')).body)
  expect(detail).toMatchObject({ version: 3, hasUnpublishedChanges: true, draftRevision: 2 })
  expect(Object.keys(detail.flow.steps ?? {})).toContain('think')
  expect((await it.get('/api/flows/hello/versions')).body).toMatchObject({
    items: [{ version: 3, restores: 1 }, { version: 2, restores: null }, { version: 1 }],
  })
})

test('what was decided over a version that no longer runs is refused, also when it was only clicked twice', async () => {
  await draft(second)
  const publish = (path = 'publish') => it.send('POST', `/api/flows/hello/${path}`, { revision: 2, current: 1 })
  expect(await publish()).toMatchObject({ status: 200, body: { version: 2 } })
  for (const path of ['publish', 'versions/1/publish'])
    expect(await publish(path)).toMatchObject({ status: 409, body: { code: 'version_superseded', path: 'current' } })
  expect((await it.get('/api/flows/hello')).body).toMatchObject({ version: 2 })
})

test('an earlier version may become the draft as well, over no other revision of it', async () => {
  await draft(second)
  await it.send('POST', '/api/flows/hello/publish', { revision: 2 })
  const back = (revision: number) =>
    it.send('POST', '/api/flows/hello/versions/1/publish', { revision, draft: 'replace' })
  expect(await back(1)).toMatchObject({ status: 409, body: { code: 'draft_conflict' } })
  expect(await back(2)).toMatchObject({ status: 200 })
  expect((await it.get('/api/flows/hello')).body).toMatchObject({
    ...{ version: 3, hasUnpublishedChanges: false, draftRevision: 3, flow: { start: 'pause' } },
  })
  expect(await it.send('POST', '/api/flows/hello/versions/9/publish', { revision: 3 })).toMatchObject({
    ...{ status: 404, body: { code: 'version_not_found' } },
  })
  expect(await it.get('/api/flows/nobody/migration')).toMatchObject({ status: 404 })
  expect(await it.get('/api/flows/hello/migration?version=9')).toMatchObject({ status: 404 })
})

test('an earlier version keeps the messages it was published with, also those the library has lost', async () => {
  await it.send('PUT', '/api/templates/greeting', { subject: 'Hi', body: 'Hello' })
  const withMessage = flowOf({ mail: { kind: 'email', message: 'greeting' } })
  await draft(withMessage)
  expect((await it.send('POST', '/api/flows/hello/publish', { revision: 2 })).status).toBe(200)
  await draft(first, 2)
  expect((await it.send('POST', '/api/flows/hello/publish', { revision: 3 })).status).toBe(200)
  await it.send('DELETE', '/api/templates/greeting')
  expect(await it.send('POST', '/api/flows/hello/versions/2/publish', { revision: 3 })).toMatchObject({ status: 200 })
  expect((await it.get('/api/flows/hello/versions/4')).body).toMatchObject({
    messages: { greeting: { subject: 'Hi' } },
  })
})

import { handoffListSchema, handoffStorySchema } from '@couveuse/shared/api/handoffs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test-app.ts'

let it: TestApp
beforeEach(async () => {
  it = await startTestApp()
  await it.send('PUT', '/api/settings', { revision: 0, settings: { teams: { emea: { members: ['ana', 'bo'] } } } })
  const flow = {
    dsl: 1,
    key: 'hot',
    name: 'Hot leads',
    start: 'give',
    steps: {
      give: {
        kind: 'handoff',
        label: 'Give to sales',
        team: 'emea',
        routing: 'round_robin',
        sla: { accept: 'PT4H' },
        brief: 'Wants {{ contact.firstName }}',
        next: { returned: 'call', won: 'bye', lost: 'bye', expired: 'bye' },
      },
      call: {
        kind: 'task',
        channel: 'call',
        title: 'Call back',
        assignee: 'owner',
        due: 'P2D',
        next: { done: 'bye', overdue: 'bye' },
      },
      bye: { kind: 'end', reason: 'done', outcome: 'neutral' },
    },
  }
  await it.send('POST', '/api/flows', { from: 'json', flow })
  const published = await it.send('POST', '/api/flows/hot/publish', { revision: 1 })
  expect(published.status).toBe(200)
  await it.send('POST', '/api/contacts', {
    id: 'ada',
    fields: { firstName: 'Ada', email: 'ada@example.com' },
    account: { name: 'Acme' },
  })
  await it.send('POST', '/api/events', {
    id: 'e1',
    event: 'page_viewed',
    contact: { id: 'ada' },
    properties: { url: 'https://x.example/pricing' },
  })
  await it.send('POST', '/api/flows/hot/enrollments', { contacts: ['ada'] })
})
afterEach(() => it.close())

const list = async (query = '') => handoffListSchema.parse((await it.get(`/api/handoffs${query}`)).body)
const id = async () => encodeURIComponent((await list()).items[0]?.id ?? 'none')

test('a lead stands in the queue of its team with owner, clock, brief and score', async () => {
  expect(await list('?state=open&team=emea')).toMatchObject({
    counts: { open: 1, accepted: 0, returned: 0, won: 0, lost: 0 },
    items: [
      {
        state: 'open',
        team: 'emea',
        owner: 'ana',
        brief: 'Wants Ada',
        flowName: 'Hot leads',
        isOverdue: false,
        acceptBy: '2026-03-02T13:00:00Z',
        contact: { id: 'ada', stage: 'mql', accountName: 'Acme' },
      },
    ],
  })
  expect((await list('?team=apac')).items).toEqual([])
  expect((await list('?owner=bo')).items).toEqual([])
  it.moveTo(Date.UTC(2026, 2, 2, 12))
  expect((await list()).items[0]?.isOverdue).toBe(false)
})

test('the story of a lead has the journey that led here and what the contact did last', async () => {
  const story = handoffStorySchema.parse((await it.get(`/api/handoffs/${await id()}`)).body)
  expect(story.journey).toMatchObject([{ step: 'give', label: 'Give to sales', kind: 'handoff', leftAt: null }])
  expect(story.activity).toMatchObject([{ event: 'page_viewed', summary: 'https://x.example/pricing' }])
})

test('a lead is accepted once, and its stage follows', async () => {
  const accepted = await it.send('POST', `/api/handoffs/${await id()}/accept`)
  expect(accepted).toMatchObject({
    status: 200,
    body: { state: 'accepted', acceptedAt: '2026-03-02T08:00:00Z', contact: { stage: 'sal' } },
  })
  const again = await it.send('POST', `/api/handoffs/${await id()}/accept`, {})
  expect(again).toMatchObject({ status: 409, body: { code: 'handoff_already_accepted' } })
})

test('a lead is returned with a reason from the list, and goes on in its flow', async () => {
  const handoff = await id()
  expect(await it.send('POST', `/api/handoffs/${handoff}/return`, { reason: 'no time' })).toMatchObject({
    status: 400,
    body: { path: 'reason' },
  })
  const returned = await it.send('POST', `/api/handoffs/${handoff}/return`, { reason: 'bad_timing' })
  expect(returned).toMatchObject({
    status: 200,
    body: { state: 'returned', reason: 'bad_timing', contact: { stage: 'recycled' } },
  })
  expect((await it.get('/api/tasks')).body).toMatchObject({
    items: [{ title: 'Call back', state: 'open', contact: { id: 'ada' } }],
  })
})

test('what sales says in words when giving a lead back stands in its story, and is nothing the contact did', async () => {
  const handoff = await id()
  await it.send('POST', `/api/handoffs/${handoff}/return`, { reason: 'bad_timing', comment: 'Budget comes in spring' })
  const story = handoffStorySchema.parse((await it.get(`/api/handoffs/${handoff}`)).body)
  expect(story.comments).toEqual([{ at: '2026-03-02T08:00:00Z', text: 'Budget comes in spring' }])
  expect(story.activity.map(({ event }) => event)).toEqual(['page_viewed'])
})

test('who accepts a lead for somebody else makes them its owner', async () => {
  await it.send('POST', `/api/handoffs/${await id()}/accept`, { owner: 'bo' })
  expect((await it.get('/api/contacts/ada')).body).toMatchObject({ owner: 'bo', stage: 'sal' })
})

test('a lead is won with its amount, and is closed then', async () => {
  const handoff = await id()
  expect(await it.send('POST', `/api/handoffs/${handoff}/won`, { amount: 12_000 })).toMatchObject({
    status: 200,
    body: { state: 'won', amount: 12_000, contact: { stage: 'customer' } },
  })
  expect(await it.send('POST', `/api/handoffs/${handoff}/lost`, {})).toMatchObject({
    status: 409,
    body: { code: 'handoff_closed' },
  })
  expect((await list('?state=won')).items).toHaveLength(1)
})

test('a task is done once, and its flow goes on', async () => {
  await it.send('POST', `/api/handoffs/${await id()}/return`, { reason: 'no_budget' })
  const task = encodeURIComponent(Object((await it.get('/api/tasks')).body).items[0].id)
  expect(await it.send('POST', `/api/tasks/${task}/done`)).toMatchObject({
    status: 200,
    body: { state: 'done', doneAt: '2026-03-02T08:00:00Z' },
  })
  expect(await it.send('POST', `/api/tasks/${task}/done`)).toMatchObject({
    status: 409,
    body: { code: 'task_already_done' },
  })
  expect((await it.get('/api/tasks?state=done')).body).toMatchObject({ items: [{ title: 'Call back' }] })
  expect((await it.get('/api/enrollments?contact=ada')).body).toMatchObject({
    items: [{ status: 'ended', reason: 'done' }],
  })
})

test('what does not exist is told so', async () => {
  expect(await it.send('POST', '/api/handoffs/none/accept', {})).toMatchObject({
    status: 404,
    body: { code: 'handoff_not_found' },
  })
  expect(await it.get('/api/handoffs/none')).toMatchObject({ status: 404 })
  expect(await it.send('POST', '/api/tasks/none/done')).toMatchObject({ status: 404, body: { code: 'task_not_found' } })
})

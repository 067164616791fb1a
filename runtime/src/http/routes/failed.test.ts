import { enrollmentListSchema } from '@couveuse/shared/api/enrollments'
import { failedListSchema, mendProgressSchema } from '@couveuse/shared/api/mends'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test-app.ts'

const FLOW = {
  dsl: 1,
  key: 'hello',
  name: 'Hello',
  start: 'age',
  steps: {
    age: { kind: 'update', label: 'Keep the age', set: { age: '{{ contact.city }}' }, next: { done: 'big' } },
    big: {
      kind: 'branch',
      paths: [
        {
          outlet: 'yes',
          name: 'Big',
          when: { combinator: 'and', rules: [{ field: 'contact.age', operator: '>', value: 9 }] },
        },
      ],
      next: { yes: 'pause', else: 'bye' },
    },
    pause: { kind: 'wait', for: 'P3D', next: { done: 'bye' } },
    bye: { kind: 'end', reason: 'read', outcome: 'neutral' },
  },
}
const PEOPLE = 5

let it: TestApp
/** what holds back arrivals while a test wants it so */
let gate: Promise<void> | undefined
beforeEach(async () => {
  gate = undefined
  it = await startTestApp({
    settleWithinMs: 200,
    receive: async (arrivals) => {
      await gate
      const outcomes = await it.store.inbox.receive(arrivals, it.now())
      await it.settle()
      return outcomes
    },
  })
  await it.send('PUT', '/api/settings', { revision: 0, settings: { attributes: { age: 'number' } } })
  await it.send('POST', '/api/flows', { from: 'json', flow: FLOW })
  expect((await it.send('POST', '/api/flows/hello/publish', { revision: 1 })).status).toBe(200)
  const ids = Array.from({ length: PEOPLE }, (_, i) => `c${i}`)
  for (const id of ids)
    await it.send('POST', '/api/contacts', { id, fields: { email: `${id}@example.com`, city: 'Lyon' } })
  await it.send('POST', '/api/flows/hello/enrollments', { contacts: ids })
})
afterEach(() => it.close())

const failed = async () => failedListSchema.parse((await it.get('/api/failed-enrollments')).body)
const mend = async (wish: object) => {
  const answer = await it.send('POST', '/api/failed-enrollments/mends', wish)
  expect(answer.status).toBe(200)
  return mendProgressSchema.parse(answer.body)
}
const ids = async () =>
  enrollmentListSchema
    .parse((await it.get('/api/enrollments?status=failed&flow=hello&step=age&reason=bad_value')).body)
    .items.map(({ id }) => id)

test('failed enrollments stand together by step and code, with the last problem in words and the ways on', async () => {
  const { total, groups } = await failed()
  expect(total).toBe(PEOPLE)
  expect(groups).toMatchObject([
    {
      ...{ flow: 'hello', flowName: 'Hello', version: 1, step: 'age', stepLabel: 'Keep the age', stepKind: 'update' },
      ...{ code: 'bad_value', count: PEOPLE, outlets: [{ outlet: 'done', to: 'big', toLabel: 'big' }] },
    },
  ])
  expect(groups[0]?.newest.message).toContain('Lyon')
  expect((await it.get('/api/failed-enrollments?flow=other')).body).toEqual({ total: 0, groups: [] })
})

test('all of a filter are retried at once, and what came of it is counted', async () => {
  for (const id of ['c0', 'c1']) await it.send('PATCH', `/api/contacts/${id}`, { fields: { city: '42' } })
  expect(await mend({ action: 'retry', filter: { flow: 'hello', step: 'age', code: 'bad_value' } })).toMatchObject({
    ...{ state: 'done', total: PEOPLE, told: PEOPLE, mended: 2, failedAgain: 3, unneeded: 0, pending: 0 },
  })
  expect((await failed()).total).toBe(3)
})

test('a step is skipped by the outlet that was chosen, for some by id', async () => {
  const [first, second] = await ids()
  const wish = { action: 'skip', outlet: 'done', ids: [first, second, first, 'nobody.1'] }
  expect(await mend(wish)).toMatchObject({ state: 'done', total: 3, told: 2, mended: 2, unneeded: 1 })
  expect((await failed()).total).toBe(PEOPLE - 2)
  expect((await it.get('/api/enrollments?flow=hello&status=ended')).body).toMatchObject({ items: [{}, {}] })
})

test('everybody is ended, once: asking again finds nobody left', async () => {
  expect(await mend({ action: 'end', filter: {} })).toMatchObject({ told: PEOPLE, mended: PEOPLE })
  expect(await mend({ action: 'end', filter: {} })).toMatchObject({ total: 0, told: 0, mended: 0 })
  const left = await it.get('/api/enrollments?flow=hello&status=left')
  expect(enrollmentListSchema.parse(left.body).items).toHaveLength(PEOPLE)
})

test('clicked twice it is one repair: the same wish under way answers the same work', async () => {
  let open: () => void = () => undefined
  gate = new Promise((resolve) => {
    open = resolve
  })
  const wish = { action: 'retry', filter: { flow: 'hello' } }
  const answers = await Promise.all([1, 2].map(() => it.send('POST', '/api/failed-enrollments/mends', wish)))
  expect(answers.map(({ status }) => status)).toEqual([202, 202])
  const [one, other] = answers.map(({ body }) => mendProgressSchema.parse(body))
  expect(one?.id).toBe(other?.id)
  expect(one).toMatchObject({ state: 'running', total: PEOPLE, told: 0 })
  open()
  const progress = async () => mendProgressSchema.parse((await it.get(`/api/failed-enrollments/mends/${one?.id}`)).body)
  await expect.poll(progress).toMatchObject({ state: 'done', told: PEOPLE, failedAgain: PEOPLE })
  expect(await it.get('/api/failed-enrollments/mends/nothing')).toMatchObject({
    status: 404,
    body: { code: 'mend_not_found' },
  })
})

test.each([
  ['neither ids nor filter', { action: 'retry' }],
  ['both of them', { action: 'retry', ids: ['a'], filter: {} }],
  ['nobody', { action: 'retry', ids: [] }],
  ['an outlet for a retry', { action: 'retry', filter: {}, outlet: 'done' }],
  ['another word', { action: 'repair', filter: {} }],
  ['a strange filter', { action: 'end', filter: { flwo: 'hello' } }],
])('a wish with %s is refused', async (_what, wish) => {
  expect(await it.send('POST', '/api/failed-enrollments/mends', wish)).toMatchObject({ status: 400 })
  expect((await failed()).total).toBe(PEOPLE)
})

import { settingsSchema } from '@couveuse/shared/api/settings'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test-app.ts'

let it: TestApp
beforeEach(async () => {
  it = await startTestApp()
})
afterEach(() => it.close())

const city = (value: string) => ({ combinator: 'and', rules: [{ field: 'contact.city', operator: '=', value }] })
const inSegment = (key: string) => ({
  combinator: 'and',
  rules: [{ field: `segment.${key}`, operator: '=', value: true }],
})

test('a new workspace has the settings of the contract, and says how messages leave', async () => {
  const { settings, revision, delivery } = settingsSchema.parse((await it.get('/api/settings')).body)
  expect(revision).toBe(0)
  expect(settings).toMatchObject({
    timezone: 'UTC',
    pressure: [],
    acceptUnknownConsent: false,
    handoffStages: { opened: 'mql' },
  })
  expect(delivery.email.mode).toBe('captured')
})

test('settings are changed by who has seen the last ones, and messages and segments stay', async () => {
  await it.send('PUT', '/api/templates/welcome', { subject: 'Hi', body: 'Hello' })
  const { revision } = settingsSchema.parse((await it.get('/api/settings')).body)
  const settings = {
    timezone: 'Europe/Paris',
    quietHours: { from: '20:00', to: '08:00' },
    pressure: { max: 2, per: 'P7D' },
  }
  const changed = await it.send('PUT', '/api/settings', { revision, settings })
  expect(changed).toMatchObject({
    status: 200,
    body: { settings: { timezone: 'Europe/Paris', pressure: [{ max: 2, per: 'P7D' }] } },
  })
  expect(await it.send('PUT', '/api/settings', { revision, settings })).toMatchObject({
    status: 409,
    body: { code: 'settings_conflict' },
  })
  expect((await it.get('/api/templates')).body).toMatchObject({ items: [{ key: 'welcome' }] })
  const now = settingsSchema.parse(changed.body)
  const lifted = await it.send('PUT', '/api/settings', {
    revision: now.revision,
    settings: { timezone: 'Europe/Paris' },
  })
  expect(settingsSchema.parse(lifted.body).settings.quietHours).toBeUndefined()
})

test.each([
  [{ timezone: 'Mars/Olympus' }, 'wrong_shape', 'settings.timezone'],
  [{ pressure: { max: 0, per: 'P7D' } }, 'wrong_shape', 'settings.pressure'],
  [{ pressure: { max: 1, per: 'sometimes' } }, 'settings_have_errors', 'pressure[0].per'],
  [{ attributes: { '9 lives': 'number' } }, 'settings_have_errors', 'attributes.9 lives'],
])('settings that make no sense are refused with their place: %j', async (settings, code, path) => {
  const answer = await it.send('PUT', '/api/settings', { revision: 0, settings })
  expect(answer.body).toMatchObject({ code })
  expect(Object(answer.body).path).toContain(path)
  expect((await it.get('/api/settings')).body).toMatchObject({ revision: 0 })
})

test('a scoring model is stored, and refused with the place of what is wrong', async () => {
  const good = { engagement: [{ id: 'open', event: 'email_opened', points: 5, halfLife: 'P30D' }] }
  expect(await it.send('PUT', '/api/scoring', { revision: 0, scoring: good })).toMatchObject({
    status: 200,
    body: { scoring: good, problems: [] },
  })
  for (const [scoring, path] of [
    [{ engagement: [{ id: 'a', event: 'x', points: 1, halfLife: 'soon' }] }, 'engagement[0].halfLife'],
    [
      {
        fit: [
          { id: 'a', points: 1, when: city('x') },
          { id: 'a', points: 2, when: city('y') },
        ],
      },
      'fit[1].id',
    ],
    [{ temperature: { warm: 60, hot: 30 } }, 'temperature.hot'],
    [{ stages: { friend: city('x') } }, 'stages.friend'],
  ] as const) {
    const answer = await it.send('PUT', '/api/scoring', { revision: 1, scoring })
    expect(answer).toMatchObject({ status: 422, body: { code: 'settings_have_errors', path } })
  }
})

test('a message is stored, previewed for a contact and for nobody, and deleted when no flow names it', async () => {
  const template = { subject: 'Hi {{ contact.firstName }}', body: '<p>Hello {{ contact.firstName }}</p>' }
  expect(await it.send('PUT', '/api/templates/welcome', template)).toMatchObject({
    status: 200,
    body: { key: 'welcome', usedBy: [] },
  })
  await it.send('POST', '/api/contacts', { id: 'ada', fields: { firstName: 'Zoé' } })
  const preview = await it.send('POST', '/api/templates/preview', { template, contact: 'ada' })
  expect(preview).toMatchObject({ status: 200, body: { subject: 'Hi Zoé', html: '<p>Hello Zoé</p>' } })
  expect((await it.send('POST', '/api/templates/preview', { template })).body).toMatchObject({ subject: 'Hi Ada' })
  const flow = { dsl: 1, key: 'hello', start: 'mail', steps: { mail: { kind: 'email', message: 'welcome' } } }
  await it.send('POST', '/api/flows', { from: 'json', flow })
  expect((await it.get('/api/templates/welcome')).body).toMatchObject({ usedBy: ['hello'] })
  expect(await it.send('DELETE', '/api/templates/welcome')).toMatchObject({
    status: 409,
    body: { code: 'template_in_use' },
  })
  await it.send('DELETE', '/api/flows/hello')
  expect((await it.send('DELETE', '/api/templates/welcome')).status).toBe(204)
  expect((await it.get('/api/templates/welcome')).status).toBe(404)
})

test('a broken template is refused where it is written, and a value that nothing fills is a warning', async () => {
  const broken = await it.send('PUT', '/api/templates/x', { subject: 'Hi', body: 'Hello {{ contact.firstName' })
  expect(broken).toMatchObject({ status: 422, body: { code: 'template_error', path: 'body' } })
  const preview = await it.send('POST', '/api/templates/preview', {
    template: { subject: 'Hi', body: 'Hello {{ contcat.firstName }}' },
  })
  expect(preview).toMatchObject({ status: 200, body: { problems: [{ level: 'warning', field: 'body' }] } })
  expect((await it.send('POST', '/api/templates/preview', { template: { body: '{% if %}' } })).status).toBe(422)
})

test('a segment counts its members now, also while it is being written', async () => {
  for (const [id, where] of [
    ['a', 'Lyon'],
    ['b', 'Lyon'],
    ['c', 'Lille'],
  ] as const) {
    await it.send('POST', '/api/contacts', { id, fields: { city: where } })
  }
  expect((await it.send('POST', '/api/segments/count', { when: city('lyon') })).body).toMatchObject({
    members: 2,
    of: 3,
  })
  expect(await it.send('PUT', '/api/segments/lyon', { when: city('Lyon') })).toMatchObject({
    status: 200,
    body: { members: 2 },
  })
  await it.send('PUT', '/api/segments/local', { when: inSegment('lyon') })
  expect((await it.get('/api/segments')).body).toMatchObject({
    items: [
      { key: 'lyon', members: 2, usedBy: ['local'] },
      { key: 'local', members: 2, usedBy: [] },
    ],
  })
  expect((await it.get('/api/contacts/a')).body).toMatchObject({ segments: ['lyon', 'local'] })
  expect(await it.send('DELETE', '/api/segments/lyon')).toMatchObject({ status: 409, body: { code: 'segment_in_use' } })
  expect((await it.send('DELETE', '/api/segments/local')).status).toBe(204)
  expect((await it.send('DELETE', '/api/segments/lyon')).status).toBe(204)
})

test('a segment that names itself through another is refused', async () => {
  await it.send('PUT', '/api/segments/a', { when: city('x') })
  await it.send('PUT', '/api/segments/b', { when: inSegment('a') })
  expect(await it.send('PUT', '/api/segments/a', { when: inSegment('b') })).toMatchObject({
    status: 422,
    body: { code: 'condition_has_errors' },
  })
})

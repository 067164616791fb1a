import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HttpReceiver, startHttpReceiver } from '../testing/http-receiver.ts'
import { httpWebhookCaller, type WebhookCallerOptions } from './http-webhook-caller.ts'
import { testClock } from './test-clock.ts'

const KEY = Buffer.alloc(32, 7)
const NOW = Date.UTC(2026, 2, 2, 8)

describe('a webhook call', () => {
  let receiver: HttpReceiver
  beforeEach(async () => {
    receiver = await startHttpReceiver()
  })
  afterEach(() => receiver.close())

  const caller = (options: Partial<WebhookCallerOptions> = {}) =>
    httpWebhookCaller({
      secret: `whsec_${KEY.toString('base64')}`,
      allow: ['127.0.0.1'],
      clock: testClock(NOW),
      ...options,
    })
  const call = (url: string, overrides: object = {}) => ({
    key: 'c1.1:3:1',
    url,
    method: 'POST',
    headers: {},
    body: '{"email":"ada@example.com"}',
    timeoutMs: 300,
    ...overrides,
  })

  it('is signed by Standard Webhooks, so that the receiver can tell it is ours, whole and fresh', async () => {
    receiver.answer((response) => response.setHeader('content-type', 'application/json').end('{"size":250}'))
    expect(await caller().call(call(`${receiver.url}/hook?a=1`))).toEqual({
      type: 'answered',
      status: 200,
      body: { size: 250 },
    })
    const [request] = receiver.requests
    const signature = createHmac('sha256', KEY)
      .update(`c1.1:3:1.${NOW / 1000}.${request?.body}`)
      .digest('base64')
    expect(request).toMatchObject({ method: 'POST', path: '/hook?a=1', body: '{"email":"ada@example.com"}' })
    expect(request?.headers).toMatchObject({
      'webhook-id': 'c1.1:3:1',
      'webhook-timestamp': String(NOW / 1000),
      'webhook-signature': `v1,${signature}`,
      'content-type': 'application/json',
    })
  })

  it('keeps the headers of the step, but not those that are ours to set', async () => {
    const headers = { 'X-Team': 'emea', Host: 'evil.example', 'Webhook-Id': 'mine', 'Content-Type': 'text/csv' }
    await caller().call(call(`${receiver.url}/`, { headers }))
    expect(receiver.requests[0]?.headers).toMatchObject({
      'x-team': 'emea',
      'webhook-id': 'c1.1:3:1',
      host: `127.0.0.1:${receiver.port}`,
      'content-type': 'text/csv',
    })
  })

  it('brings back the status of every answer, with its body where that is JSON', async () => {
    receiver.answer((response) => response.writeHead(422).end('<h1>No</h1>'))
    expect(await caller().call(call(receiver.url))).toEqual({ type: 'answered', status: 422, body: {} })
    receiver.answer((response) => response.writeHead(429, { 'retry-after': '7' }).end('{}'))
    expect(await caller().call(call(receiver.url))).toMatchObject({ status: 429, retryAfterMs: 7000 })
  })

  it('follows no redirect: the answer is the redirect itself', async () => {
    receiver.answer((response) => response.writeHead(302, { location: `${receiver.url}/secret` }).end())
    expect(await caller().call(call(receiver.url))).toMatchObject({ type: 'answered', status: 302 })
    expect(receiver.requests).toHaveLength(1)
  })

  it('gives up after its time, whether the answer never begins or never ends', async () => {
    receiver.answer(() => undefined)
    expect(await caller().call(call(receiver.url))).toMatchObject({
      type: 'later',
      error: expect.stringContaining('timed out'),
    })
    receiver.answer((response) => response.write('{'))
    expect(await caller().call(call(receiver.url))).toMatchObject({ type: 'later' })
  })

  it('reads no more of an answer than anybody needs', async () => {
    receiver.answer((response) => response.end(`"${'x'.repeat(3 * 1024 * 1024)}"`))
    expect(await caller().call(call(receiver.url, { timeoutMs: 5000 }))).toMatchObject({ status: 200, body: {} })
  })

  it('cannot connect: later', async () => {
    expect(await caller().call(call('http://127.0.0.1:1/'))).toMatchObject({ type: 'later' })
    const nowhere = caller({
      resolve: async () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })),
    })
    expect(await nowhere.call(call('http://nowhere.example/'))).toEqual({
      type: 'later',
      error: 'nowhere.example cannot be resolved: ENOTFOUND',
    })
  })

  it.each([
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'nonsense',
  ])('never goes to %s', async (url) => {
    const result = await caller({ allow: [] }).call(call(url.replace('PORT', String(receiver.port))))
    expect(result.type).toBe('refused')
    expect(receiver.requests).toEqual([])
  })

  it('refuses a public name that leads into a private network, even with one of several addresses', async () => {
    const innocent = caller({ allow: [], resolve: async () => ['93.184.216.34', '127.0.0.1'] })
    expect(await innocent.call(call(`http://innocent.example:${receiver.port}/`))).toMatchObject({
      type: 'refused',
      error: expect.stringContaining('WEBHOOK_ALLOW'),
    })
  })

  it('goes where the name led when it was looked at, whatever it says a moment later', async () => {
    let looks = 0
    const rebinding = caller({
      allow: ['127.0.0.0/8'],
      resolve: async () => {
        looks += 1
        return looks === 1 ? ['127.0.0.1'] : ['10.0.0.1']
      },
    })
    expect(await rebinding.call(call(`http://rebinding.example:${receiver.port}/`))).toMatchObject({ status: 200 })
    expect(looks).toBe(1)
    expect(receiver.requests[0]?.headers.host).toBe(`rebinding.example:${receiver.port}`)
  })

  it('may go to a private name that the operator has listed', async () => {
    const allowed = caller({ allow: ['hooks.internal'], resolve: async () => ['127.0.0.1'] })
    expect(await allowed.call(call(`http://hooks.internal:${receiver.port}/`))).toMatchObject({ status: 200 })
  })
})

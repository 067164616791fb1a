import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { problemDetailsSchema } from '@couveuse/shared/api/errors'
import { TransientError } from '@couveuse/shared/contract/problem'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACCESS } from './access.ts'
import { startTestApp, type TestApp } from './test-app.ts'

let it: TestApp
let webFolder: string
beforeEach(async () => {
  webFolder = await mkdtemp(join(tmpdir(), 'couveuse-web-'))
  await mkdir(join(webFolder, 'assets'))
  await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>Couveuse</title>')
  await writeFile(join(webFolder, 'assets', 'app-1a2b.js'), 'console.log("app")')
  await writeFile(join(webFolder, '..', 'secret.txt'), 'secret').catch(() => undefined)
  it = await startTestApp({ webFolder })
})
afterEach(async () => {
  await it.close()
  await rm(webFolder, { recursive: true, force: true })
})

const json = { 'content-type': 'application/json' }
const post = (path: string, body: NonNullable<RequestInit['body']>, headers: Record<string, string> = json) =>
  it.request(path, { method: 'POST', body, headers })

test.each([
  ['no JSON', '{"from": "empty"', 'invalid_json', 400],
  ['nothing', '', 'empty_body', 400],
  ['a list where an object is due', '[]', 'wrong_shape', 400],
  ['brackets without end', '['.repeat(200), 'wrong_shape', 400],
])('a body of %s is one clear error', async (_name, body, code, status) => {
  const answer = await post('/api/flows', body)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(problemDetailsSchema.parse(answer.body)).toMatchObject({ code, status, type: `urn:couveuse:error:${code}` })
})

test('text that is not UTF-8 is refused with the place where it breaks', async () => {
  const answer = await post('/api/flows', Uint8Array.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]))
  expect(answer.body).toMatchObject({ code: 'invalid_utf8', message: expect.stringContaining('byte 4') })
})

test('a body larger than 5 MB is refused, also when its length is not told', async () => {
  const big = `{"from":"empty","name":"${'x'.repeat(5 * 1024 * 1024)}"}`
  expect(await post('/api/flows', big)).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
  const untold = new Blob([big]).stream()
  const answer = await it.request('/api/flows', { method: 'POST', headers: json, body: untold, duplex: 'half' })
  expect(answer).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
})

test.each(['text/plain', 'application/x-www-form-urlencoded', ''])(
  'the content type %j is not read as JSON',
  async (type) => {
    const headers: Record<string, string> = type === '' ? {} : { 'content-type': type }
    const answer = await post('/api/flows', new TextEncoder().encode('{}'), headers)
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
  },
)

test('a wrong value is named with its path, and an unknown key with its name', async () => {
  expect((await post('/api/flows', '{"from":"empty","name":7}')).body).toMatchObject({
    code: 'wrong_shape',
    path: 'name',
  })
  expect((await post('/api/flows', '{"from":"empty","name":"A","nmae":"B"}')).body).toMatchObject({ path: 'nmae' })
  expect((await it.get('/api/contacts?stauts=open')).body).toMatchObject({ code: 'wrong_shape', path: 'stauts' })
  expect((await it.get('/api/contacts?limit=1000')).body).toMatchObject({ code: 'wrong_shape', path: 'limit' })
})

test('an address that does not exist and a method it does not answer are told apart', async () => {
  expect(await it.get('/api/nothing')).toMatchObject({ status: 404, body: { code: 'route_not_found' } })
  const answer = await it.send('PATCH', '/api/flows/a', {})
  expect(answer).toMatchObject({
    status: 405,
    body: { code: 'method_not_allowed', message: expect.stringContaining('GET') },
  })
  expect((await it.get('/t/x/y')).status).toBe(404)
})

test('our own bug says an id and nothing of the inside, and is reported under that id', async () => {
  await it.close()
  it = await startTestApp({
    queue: { ping: async () => undefined },
    receive: async () => {
      throw new Error('password=hunter2')
    },
  })
  const answer = await it.send('POST', '/api/events', { id: 'e1', event: 'x', contact: { id: 'ada' } })
  expect(answer).toMatchObject({ status: 500, body: { code: 'internal_error', errorId: expect.any(String) } })
  expect(answer.text).not.toContain('hunter2')
  expect(it.reported).toHaveLength(1)
})

test('what is away for the moment says when to come back', async () => {
  await it.close()
  it = await startTestApp({
    receive: async () => {
      throw new TransientError('the database is busy')
    },
  })
  const answer = await it.send('POST', '/api/events', { id: 'e1', event: 'x', contact: { id: 'ada' } })
  expect(answer).toMatchObject({ status: 503, body: { code: 'temporarily_unavailable' } })
  expect(answer.headers.get('retry-after')).toBe('5')
})

test('a page of another site can change nothing', async () => {
  const body = JSON.stringify({ from: 'empty', name: 'Evil' })
  for (const headers of [
    { ...json, 'sec-fetch-site': 'cross-site' },
    { ...json, 'sec-fetch-site': 'same-site' },
    { ...json, origin: 'https://evil.example' },
    { ...json, origin: 'null' },
    { ...json, origin: 'http://localhost:9999' },
  ]) {
    expect(await post('/api/flows', body, headers)).toMatchObject({ status: 403, body: { code: 'foreign_origin' } })
  }
  expect((await it.get('/api/flows')).body).toMatchObject({ items: [] })
  const own = { ...json, origin: 'http://localhost:4400', 'sec-fetch-site': 'same-origin', host: 'localhost:4400' }
  expect((await post('/api/flows', body, own)).status).toBe(201)
})

test('a foreign name that leads to the loopback interface is not answered', async () => {
  const answer = await it.request('/api/flows', { headers: { host: 'rebound.evil.example' } })
  expect(answer).toMatchObject({ status: 421, body: { code: 'foreign_host' } })
  for (const host of ['localhost:4400', '127.0.0.1:4400', '[::1]:4400', 'couveuse.localhost:4400']) {
    expect((await it.request('/api/flows', { headers: { host } })).status).toBe(200)
  }
})

test('every answer carries the headers that keep pages apart', async () => {
  for (const path of ['/', '/api/flows', '/api/docs', '/api/nothing']) {
    const { headers } = await it.get(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  }
  expect((await it.get('/api/flows')).headers.get('cache-control')).toBe('no-store')
})

test('the web app is served: hashed files for ever, pages afresh, unknown pages as the app', async () => {
  const asset = await it.get('/assets/app-1a2b.js')
  expect(asset).toMatchObject({ status: 200, text: 'console.log("app")' })
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect(asset.headers.get('content-type')).toContain('text/javascript')
  for (const path of ['/', '/flows', '/flows/white-paper/design']) {
    const page = await it.get(path)
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('<title>Couveuse</title>') })
    expect(page.headers.get('cache-control')).toBe('no-cache')
  }
  const tag = (await it.get('/')).headers.get('etag') ?? ''
  expect((await it.request('/', { headers: { 'if-none-match': tag } })).status).toBe(304)
  expect((await it.get('/assets/gone.js')).status).toBe(404)
})

test('nothing outside the folder of the web app is served', async () => {
  for (const path of ['/..%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/%2e%2e/secret.txt', '/%00.js', '/%ff.js']) {
    const answer = await it.get(path)
    expect(answer.text).not.toBe('secret')
    expect(answer.status).toBe(404)
  }
})

test('a web app that was not built says how to build it', async () => {
  await it.close()
  it = await startTestApp({ webFolder: join(webFolder, 'none') })
  expect(await it.get('/')).toMatchObject({ status: 503, text: expect.stringContaining('pnpm build') })
})

test('the documentation lists every operation with who may call it, and needs nothing from elsewhere', async () => {
  const document = (await it.get('/api/openapi.json')).body
  const text = JSON.stringify(document)
  expect(document).toMatchObject({ openapi: '3.1.0' })
  const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map((found) => found[1]).sort()
  expect(ids).toEqual(Object.keys(ACCESS).sort())
  expect(text).toContain('"x-callers":["marketer"]')
  const page = await it.get('/api/docs')
  for (const [, source] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
    expect(source).toMatch(/^\/api\/docs\//)
    expect((await it.get(source ?? '')).status).toBe(200)
  }
})

test('every reference of the document leads somewhere', async () => {
  const document = (await it.get('/api/openapi.json')).body
  const text = JSON.stringify(document)
  const names = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((found) => found[1]))
  expect(names.size).toBeGreaterThan(30)
  for (const name of names) expect(document).toHaveProperty(['components', 'schemas', name ?? ''])
  expect(text).not.toContain('$defs')
})

test('health answers always, readiness only while store and queue are there', async () => {
  expect(await it.get('/health')).toMatchObject({ status: 200, body: { status: 'ok' } })
  expect(await it.get('/ready')).toMatchObject({
    status: 200,
    body: { status: 'ready', checks: { store: 'ok', queue: 'ok' } },
  })
  await it.close()
  it = await startTestApp({ queue: { ping: () => Promise.reject(new Error('away')) } })
  expect(await it.get('/ready')).toMatchObject({
    status: 503,
    body: { status: 'not_ready', checks: { queue: 'failing' } },
  })
  expect((await it.get('/api/health')).body).toMatchObject({ status: 'alert', queue: 'failing', stuck: 0 })
})

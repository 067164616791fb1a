import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { type Runtime, startRuntime } from '../runtime.ts'
import { type Mailbox, startMailbox } from './mailbox.ts'
import { type PostgresDatabases, startPostgresDatabases } from './postgres-databases.ts'
import { recordingLog } from './recording-log.ts'
import { startRedis, type TestServer } from './servers.ts'

const flow = {
  dsl: 1,
  key: 'hello',
  entry: [{ on: 'event', event: 'signed_up' }],
  start: 'mail',
  steps: {
    mail: { kind: 'email', inline: { subject: 'Hi {{ contact.firstName }}', body: 'Welcome' }, next: { sent: 'bye' } },
    bye: { kind: 'end', reason: 'done', outcome: 'neutral' },
  },
}

describe('the product in several processes', () => {
  let databases: PostgresDatabases
  let redis: TestServer
  let folder: string
  let mailbox: Mailbox
  let url: string
  const running: Runtime[] = []

  beforeAll(async () => {
    ;[databases, redis] = await Promise.all([startPostgresDatabases(), startRedis()])
  }, 60_000)
  afterAll(async () => {
    await databases.stop()
    await redis.stop()
  }, 60_000)
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couveuse-scaled-out-'))
    mailbox = await startMailbox()
    url = await databases.create('empty')
  }, 60_000)
  afterEach(async () => {
    for (const runtime of running.splice(0)) await runtime.stop()
    await mailbox.close()
    await rm(folder, { recursive: true, force: true })
  }, 60_000)

  async function start(env: Readonly<Record<string, string>>): Promise<Runtime> {
    const config = readConfig({
      ...{ PORT: '0', COUVEUSE_DATA: folder, SMTP_URL: mailbox.url, DATABASE_URL: url, QUEUE_URL: redis.url },
      ...env,
    })
    const runtime = await startRuntime(config, { log: recordingLog() })
    running.push(runtime)
    return runtime
  }

  async function call(runtime: Runtime, path: string, body?: unknown) {
    const asked = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const response = await fetch(`${runtime.url}${path}`, { ...asked, headers: { 'content-type': 'application/json' } })
    return { status: response.status, body: await response.text() }
  }

  /** Somebody to write to, and a flow that does. */
  async function prepare({ store, clock }: Runtime): Promise<void> {
    await store.flows.create({ key: 'hello', name: 'hello', draft: flow }, clock.now())
    await store.flows.publish({ key: 'hello', document: flow, messages: {}, revision: 1 }, clock.now())
    const change = { fields: { email: 'ada@example.com', firstName: 'Ada' }, consent: { email: 'granted' as const } }
    await store.contacts.import([{ id: 'ada', change }], clock.now())
  }

  const signUp = { id: 'e1', event: 'signed_up', contact: { id: 'ada' } }

  it('what an API process takes in, a worker process carries out', async () => {
    const api = await start({ COUVEUSE_ROLE: 'api' })
    const worker = await start({ COUVEUSE_ROLE: 'worker' })
    await prepare(api)
    expect((await call(api, '/api/events', signUp)).status).toBe(202)
    await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBe(1)
    expect(mailbox.mails[0]?.raw).toContain('Subject: Hi Ada')
    await expect.poll(async () => (await api.store.flows.get('hello'))?.counts.ended, { timeout: 20_000 }).toBe(1)
    for (const path of ['/health', '/ready']) expect((await call(worker, path)).status).toBe(200)
    expect(await call(worker, '/api/flows')).toMatchObject({ status: 404, body: expect.stringContaining('not_here') })
    expect((await call(api, '/ready')).status).toBe(200)
  })

  it('an API process alone takes things in and leaves them to those to come', async () => {
    const api = await start({ COUVEUSE_ROLE: 'api' })
    await prepare(api)
    expect((await call(api, '/api/events', signUp)).status).toBe(202)
    expect(await api.store.inbox.depth()).toBe(1)
    await start({ COUVEUSE_ROLE: 'worker' })
    await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBe(1)
  })

  it('one process on PostgreSQL does everything, its queue in the same database', async () => {
    const all = await start({ QUEUE_URL: url })
    await prepare(all)
    expect((await call(all, '/api/events', signUp)).status).toBe(202)
    await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBe(1)
    expect((await call(all, '/ready')).status).toBe(200)
    await expect(all.store.operations.backup(folder, 0)).rejects.toThrow(/pg_dump/)
  })

  it('a database that is not there is named, with the way out and without its password', async () => {
    const wrong = url.replace('postgres@', 'postgres:hunter2@').replace(/[^/]+$/, 'nowhere')
    const starting = start({ DATABASE_URL: wrong })
    await expect(starting).rejects.toMatchObject({ code: 'database_refused' })
    await expect(starting).rejects.not.toThrow(/hunter2/)
    await expect(start({ DATABASE_URL: 'postgres://127.0.0.1:1/x' })).rejects.toThrow(
      /127.0.0.1:1\/x cannot be reached/,
    )
  })
})

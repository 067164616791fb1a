import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from './adapters/system-clock.ts'
import { testClock } from './adapters/test-clock.ts'
import { readConfig } from './config.ts'
import { silentQueues } from './queue/silent-queues.ts'
import { type Runtime, type RuntimeOverrides, startRuntime } from './runtime.ts'
import { type Mailbox, startMailbox } from './testing/mailbox.ts'
import { passTime } from './testing/pass-time.ts'
import { recordingLog } from './testing/recording-log.ts'

const flow = {
  dsl: 1,
  key: 'hello',
  entry: [{ on: 'event', event: 'signed_up' }],
  start: 'mail',
  steps: {
    mail: {
      kind: 'email',
      inline: {
        subject: 'Hi {{ contact.firstName }}',
        body: '<p>Read <a href="https://example.com/paper?id=7">the paper</a></p>',
      },
      next: { sent: 'pause' },
    },
    pause: { kind: 'wait', for: 'PT1.5S', next: { done: 'bye' } },
    bye: { kind: 'end', reason: 'done', outcome: 'neutral' },
  },
}

describe('the product', () => {
  let folder: string
  let mailbox: Mailbox
  const running: Runtime[] = []

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couveuse-product-'))
    mailbox = await startMailbox()
  })
  afterEach(async () => {
    for (const runtime of running.splice(0)) await runtime.stop()
    await mailbox.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function start(overrides: RuntimeOverrides = {}, env: Record<string, string> = {}): Promise<Runtime> {
    const config = readConfig({ PORT: '0', COUVEUSE_DATA: folder, COUVEUSE_DEMO: '0', SMTP_URL: mailbox.url, ...env })
    const runtime = await startRuntime(config, { log: recordingLog(), queues: silentQueues(), ...overrides })
    running.push(runtime)
    return runtime
  }

  async function call(
    { url }: Runtime,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(path.startsWith('http') ? path : `${url}${path}`, {
      method,
      redirect: 'manual',
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      body: text.startsWith('{') ? JSON.parse(text) : { text, location: response.headers.get('location') },
    }
  }

  async function withAda(runtime: Runtime): Promise<void> {
    const made = await call(runtime, 'POST', '/api/flows', { from: 'json', flow })
    expect(made).toMatchObject({ status: 201 })
    expect(await call(runtime, 'POST', '/api/flows/hello/publish', { revision: 1 })).toMatchObject({ status: 200 })
    const ada = { id: 'ada', fields: { email: 'ada@example.org', firstName: 'Ada' }, consent: { email: 'granted' } }
    expect(await call(runtime, 'POST', '/api/contacts', ada)).toMatchObject({ status: 201 })
  }
  const signUp = (runtime: Runtime) =>
    call(runtime, 'POST', '/api/events', { id: 'e1', event: 'signed_up', contact: { id: 'ada' } })

  it('makes an event over HTTP into a mail in a mailbox, and its links into events again', async () => {
    const runtime = await start()
    await withAda(runtime)
    expect(await signUp(runtime)).toMatchObject({ status: 202 })
    await expect.poll(() => mailbox.mails.length).toBe(1)
    const mail = await mailbox.parse(mailbox.mails[0]!)
    expect(mail).toMatchObject({ subject: 'Hi Ada', messageId: '<ada.1=3A1=3A1@localhost>' })
    const [, tracked = ''] = /href="([^"]+\/t\/c\/[^"]+)"/.exec(mail.html ?? '') ?? []
    expect(await call(runtime, 'GET', tracked)).toMatchObject({
      status: 302,
      body: { location: 'https://example.com/paper?id=7' },
    })
    const [, out = ''] = /<(.+)>/.exec(mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '') ?? []
    expect((await call(runtime, 'GET', out)).status).toBe(200)
    expect((await call(runtime, 'POST', out)).status).toBe(200)
    await runtime.worker.settle()
    const record = await runtime.store.history.record('ada')
    expect(record?.events.map(({ name }) => name)).toEqual(['signed_up', 'email_sent', 'email_clicked', 'unsubscribed'])
    expect(record?.contact.consent).toEqual({ email: 'denied' })
  })

  it('runs on any clock: what takes days in the flow takes none in a test', async () => {
    const clock = testClock(Date.UTC(2026, 2, 2, 8))
    const runtime = await start({ clock })
    await withAda(runtime)
    await signUp(runtime)
    await passTime(runtime.worker, clock, clock.now() + 86_400_000)
    const record = await runtime.store.history.record('ada')
    expect(record?.enrollments[0]?.enrollment).toMatchObject({
      status: 'ended',
      endedAt: Date.UTC(2026, 2, 2, 8) + 1500,
    })
  })

  it('is woken by its queue where its own timers are lost', async () => {
    const clock = systemClock()
    const deaf = { now: clock.now, wakeAt: () => () => undefined }
    const config = readConfig({ PORT: '0', COUVEUSE_DATA: folder, COUVEUSE_DEMO: '0', SMTP_URL: mailbox.url })
    const runtime = await startRuntime(config, { log: recordingLog(), clock: deaf })
    running.push(runtime)
    await withAda(runtime)
    await signUp(runtime)
    await expect
      .poll(async () => (await runtime.store.history.record('ada'))?.enrollments[0]?.enrollment.status, {
        timeout: 15_000,
      })
      .toBe('ended')
    const record = await runtime.store.history.record('ada')
    const pause = record?.enrollments[0]?.journal.find(({ step }) => step === 'pause')
    expect((pause?.leftAt ?? 0) - (pause?.due ?? 0)).toBeGreaterThanOrEqual(0)
    expect((pause?.leftAt ?? 0) - (pause?.due ?? 0)).toBeLessThan(4000)
  })

  it('shows its figures to programs on this machine, and to nobody who comes through a proxy', async () => {
    const { url } = await start()
    const own = await fetch(`${url}/metrics`)
    expect(own.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(await own.text()).toContain('couveuse_steps_total 0')
    const forwarded = await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(forwarded.status).toBe(403)
  })

  it('shows its figures to whoever has the token, where there is one', async () => {
    const { url } = await start({}, { METRICS_TOKEN: 'sixteen-characters' })
    expect((await fetch(`${url}/metrics`)).status).toBe(403)
    const headers = { authorization: 'Bearer sixteen-characters' }
    expect((await fetch(`${url}/metrics`, { headers })).status).toBe(200)
  })

  it('says that it is not ready before it shuts its door, for as long as it was told to', async () => {
    const runtime = await start({}, { DRAIN_DELAY_SECONDS: '1' })
    expect(await call(runtime, 'GET', '/ready')).toMatchObject({ status: 200, body: { status: 'ready' } })
    const stopped = runtime.stop()
    expect(await call(runtime, 'GET', '/ready')).toMatchObject({ status: 503, body: { status: 'draining' } })
    expect(await call(runtime, 'GET', '/health')).toMatchObject({ status: 200 })
    await stopped
    await expect(fetch(`${runtime.url}/health`)).rejects.toThrow()
  })

  it('refuses to run twice on one file, and says who has it', async () => {
    await start()
    await expect(start()).rejects.toMatchObject({
      code: 'store_in_use',
      message: expect.stringContaining(String(process.pid)),
    })
  })

  it('that cannot listen says so and leaves nothing open', async () => {
    const first = await start()
    const { port } = new URL(first.url)
    const other = await mkdtemp(join(tmpdir(), 'couveuse-product-'))
    await expect(start({}, { PORT: port, COUVEUSE_DATA: other })).rejects.toMatchObject({
      code: 'cannot_listen',
      message: expect.stringContaining(`Port ${port}`),
    })
    await first.stop()
    await start({}, { PORT: port, COUVEUSE_DATA: other })
    await running.at(-1)?.stop()
    await rm(other, { recursive: true })
  })

  it('that is stopped lets what is on its way arrive, and goes on from there at the next start', async () => {
    const runtime = await start()
    await withAda(runtime)
    await signUp(runtime)
    await expect.poll(() => mailbox.connections()).toBe(1)
    await runtime.stop()
    expect(mailbox.mails).toHaveLength(1)
    await expect(fetch(`${runtime.url}/health`)).rejects.toThrow()
    const again = await start()
    expect((await again.store.messages.get('ada.1:1'))?.state).toBe('sent')
    await expect
      .poll(async () => (await again.store.history.record('ada'))?.enrollments[0]?.enrollment.status, { timeout: 5000 })
      .toBe('ended')
    expect(mailbox.mails).toHaveLength(1)
  })

  it('is not kept from stopping by somebody who watches', async () => {
    const runtime = await start()
    const live = await fetch(`${runtime.url}/api/live`)
    expect(live.headers.get('content-type')).toContain('text/event-stream')
    const startedAt = performance.now()
    await runtime.stop()
    expect(performance.now() - startedAt).toBeLessThan(2500)
    expect(await live.text()).toContain('event:')
  })

  it('keeps its links working over a restart', async () => {
    const runtime = await start({}, { PUBLIC_URL: 'https://nurture.example.com' })
    await withAda(runtime)
    await signUp(runtime)
    await expect.poll(() => mailbox.mails.length).toBe(1)
    const raw = await mailbox.parse(mailbox.mails[0]!)
    const [, path = ''] = /https:\/\/nurture\.example\.com(\/t\/c\/[^"]+)"/.exec(raw.html ?? '') ?? []
    await runtime.stop()
    const again = await start({}, { PUBLIC_URL: 'https://nurture.example.com' })
    expect(await call(again, 'GET', path)).toMatchObject({ status: 302 })
  })
})

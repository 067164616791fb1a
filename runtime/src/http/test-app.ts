import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWatch } from '../operations/watch.ts'
import { tokenSigner } from '../public/signed-token.ts'
import { openSqliteStore } from '../store/sqlite/open.ts'
import type { Store } from '../store/store.ts'
import { createApp, type HttpApp } from './app.ts'
import type { HttpOptions } from './deps.ts'
import { loadLocalCatalog, runTurns } from './test-turns.ts'

const quiet = (): void => undefined
const noLog = { debug: quiet, info: quiet, warn: quiet, error: quiet }
const NOW = Date.UTC(2026, 2, 2, 8)
const ORIGIN = 'http://localhost:4400'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** parsed where it is JSON */
  readonly body: unknown
}

/** The product's HTTP side on a real SQLite file, a clock that only moves when told, and turns taken as soon as asked for. */
export interface TestApp {
  readonly store: Store
  readonly app: HttpApp
  readonly signer: HttpOptions['signer']
  readonly reported: unknown[]
  moveTo(at: number): void
  now(): number
  /** takes all turns that are due */
  settle(): Promise<void>
  request(path: string, init?: RequestInit): Promise<Answer>
  get(path: string): Promise<Answer>
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Answer>
  close(): Promise<void>
}

export async function startTestApp(options: Partial<HttpOptions> = {}): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-http-'))
  const store = await openSqliteStore({ path: join(folder, 'test.db'), now: NOW, synchronous: 'off' })
  const signer = tokenSigner({ key: 'test', publicUrl: ORIGIN })
  const reported: unknown[] = []
  let present = NOW
  let ids = 0
  const settle = async () => runTurns(store, await loadLocalCatalog(store), present)
  const queue = { ping: async () => undefined }
  const app = createApp({
    store,
    clock: { now: () => present },
    async receive(arrivals) {
      const outcomes = await store.inbox.receive(arrivals, present)
      await settle()
      return outcomes
    },
    ring: () => undefined,
    queue,
    operations: {
      watch: openWatch({
        ...{
          store,
          queue: options.queue ?? queue,
          loop: { isWell: () => true },
          marks: store.announcements,
          freshMs: 0,
        },
        ...{ clock: { now: () => present, wakeAt: () => () => undefined }, log: noLog },
        alert: async () => undefined,
      }),
      metricsText: async () => '',
      metricsToken: undefined,
      isDraining: () => false,
    },
    signer,
    delivery: {
      email: { mode: 'captured', host: null, from: 'couveuse@localhost' },
      sms: { mode: 'captured', host: null, from: null },
      publicUrl: ORIGIN,
      interruptedSends: 'hold',
    },
    mailHeaders: ({ key }) => ({ 'Message-ID': `<${key}@localhost>` }),
    boundTo: '127.0.0.1',
    publicUrl: ORIGIN,
    webFolder: join(folder, 'web'),
    version: '0.0.0-test',
    newId() {
      ids += 1
      return `id-${ids}`
    },
    report: (error) => reported.push(error),
    settleWithinMs: 1000,
    liveEveryMs: 60_000,
    ...options,
  })

  async function request(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await app.fetch(new Request(`${ORIGIN}${path}`, init))
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
  }

  return {
    store,
    app,
    signer,
    reported,
    now: () => present,
    moveTo(at) {
      present = at
    },
    settle,
    request,
    get: (path) => request(path),
    send: (method, path, body) =>
      request(path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
    async close() {
      app.close()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyOfMessageId } from '@couveuse/runtime/effects/message-id'
import { openSqliteStore } from '@couveuse/runtime/store/sqlite/open'
import type { Store } from '@couveuse/runtime/store/store'
import { type HttpReceiver, startHttpReceiver } from '@couveuse/runtime/testing/http-receiver'
import { type Mailbox, startMailbox } from '@couveuse/runtime/testing/mailbox'
import { expect } from 'vitest'
import { type ChildOptions, type ChildRuntime, startChild } from './child-runtime.ts'
import { eventually } from './eventually.ts'
import { callKeyOf, idOf, mailKeysOf, populate, tripOf } from './journey.ts'
import type { QueuePlace } from './queue-places.ts'

const SETTLED_WITHIN_MS = 120_000

/** People in a workspace, the servers that their mails and calls reach, and the runtimes that serve them one after the other. */
export interface World {
  readonly folder: string
  readonly databasePath: string
  readonly mailbox: Mailbox
  readonly receiver: HttpReceiver
  /** of the runtime started last */
  readonly child: ChildRuntime
  start(env?: Readonly<Record<string, string>>, options?: ChildOptions): Promise<ChildRuntime>
  /** Reports the sign-ups up to `to`; those whose report was not confirmed are reported again the next time. */
  tell(to: number): Promise<void>
  /** Polls until everybody who was told of has ended and nothing is on its way out. */
  settled(): Promise<void>
  withStore<T>(work: (store: Store) => Promise<T>): Promise<T>
  /** Everybody told of ended where they should; each mail was accepted exactly once, each call taken under one key. */
  expectAllThere(): Promise<void>
  close(): Promise<void>
}

export interface WorldOptions {
  readonly people: number
  readonly queue: QueuePlace
  /** where the data lives; a new temporary folder unless told */
  readonly folder?: string
}

export async function openWorld({ people, queue, ...options }: WorldOptions): Promise<World> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'couveuse-crash-')))
  const databasePath = join(folder, 'couveuse.db')
  const mailbox = await startMailbox()
  const receiver = await startHttpReceiver()
  await populate(databasePath, people, `${receiver.url}/told`)
  const queueEnv = await queue.env(folder)
  const started: ChildRuntime[] = []
  let told = 0

  function latest(): ChildRuntime {
    const child = started.at(-1)
    if (!child) throw new Error('No runtime was started yet.')
    return child
  }

  async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openSqliteStore({ path: databasePath, now: Date.now() })
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }

  return {
    folder,
    databasePath,
    mailbox,
    receiver,
    get child() {
      return latest()
    },
    async start(env = {}, childOptions = {}) {
      const given = { COUVEUSE_DATA: folder, SMTP_URL: mailbox.url, WEBHOOK_ALLOW: '127.0.0.1', ...queueEnv, ...env }
      const child = await startChild(given, childOptions)
      started.push(child)
      return child
    },
    async tell(to) {
      const child = latest()
      const wanted = Math.min(to, people)
      if (wanted > told && child.url !== '' && (await report(child, told, wanted))) told = wanted
    },
    async settled() {
      const child = latest()
      await eventually(async () => {
        expect(child.isGone() ? child.said() : 'it runs').toBe('it runs')
        // In this order: whoever has ended has written all messages there will be.
        const { counts } = await getJson(child, '/api/flows/welcome')
        const queued = await getJson(child, '/api/messages?state=queued&limit=1')
        const sending = await getJson(child, '/api/messages?state=sending&limit=1')
        const state = { ended: counts?.ended, queued: queued.items?.length, sending: sending.items?.length }
        expect(state).toEqual({ ended: told, queued: 0, sending: 0 })
      }, SETTLED_WITHIN_MS)
    },
    withStore,
    async expectAllThere() {
      const everybody = Array.from({ length: told }, (_, index) => index)
      const accepted = mailbox.mails.map(({ messageId }) => keyOfMessageId(messageId) ?? messageId)
      expect(twice(accepted)).toEqual([])
      expect([...accepted].sort()).toEqual(everybody.flatMap(mailKeysOf).sort())
      // A call may come twice, when its answer was lost; its receiver knows it by this key (Standard Webhooks).
      const calls = new Set(receiver.requests.map(({ headers }) => String(headers['webhook-id'])))
      expect([...calls].sort()).toEqual(everybody.map(callKeyOf).sort())
      await withStore(async (store) => {
        expect(await store.operations.integrity()).toEqual([])
        for (const index of everybody) {
          const { is, shouldBe } = await tripOf(store, index)
          expect(is).toEqual(shouldBe)
        }
      })
    },
    async close() {
      for (const child of started) if (!child.isGone()) await end(child)
      await mailbox.close()
      await receiver.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function end(child: ChildRuntime): Promise<void> {
  child.kill('SIGKILL')
  child.kill('SIGCONT')
  await child.gone
}

interface Answer {
  readonly counts?: { readonly ended: number }
  readonly items?: readonly unknown[]
}

async function getJson({ url }: ChildRuntime, path: string): Promise<Answer> {
  const response = await fetch(`${url}${path}`)
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Answer // what this product answers there
}

/** Tells of sign-ups; the answer, or undefined where the connection broke with the process. */
export async function signUp({ url }: ChildRuntime, from: number, to: number): Promise<Response | undefined> {
  const events = Array.from({ length: to - from }, (_, index) => ({
    id: `signed-up-${from + index}`,
    event: 'signed_up',
    contact: { id: idOf(from + index) },
  }))
  try {
    return await fetch(`${url}/api/events/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ events }),
    })
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

async function report(child: ChildRuntime, from: number, to: number): Promise<boolean> {
  const answer = await signUp(child, from, to)
  if (answer && answer.status !== 202) throw new Error(`The events were refused: ${await answer.text()}`)
  return answer !== undefined
}

const twice = (keys: readonly string[]): readonly string[] => {
  const seen = new Set<string>()
  return keys.filter((key) => seen.size === seen.add(key).size)
}

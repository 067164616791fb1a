import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyOfMessageId } from '@couveuse/runtime/effects/message-id'
import { moveStore } from '@couveuse/runtime/store/move/move-store'
import { openPostgresStore } from '@couveuse/runtime/store/postgres/open'
import type { Store } from '@couveuse/runtime/store/store'
import { askPostgres } from '@couveuse/runtime/testing/ask-postgres'
import { type HttpReceiver, startHttpReceiver } from '@couveuse/runtime/testing/http-receiver'
import { type Mailbox, startMailbox } from '@couveuse/runtime/testing/mailbox'
import { startPostgres, startRedis, type TestServer } from '@couveuse/runtime/testing/servers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ChildRuntime, startChild } from './child-runtime.ts'
import { eventually } from './eventually.ts'
import { callKeyOf, mailKeysOf, populate, tripOf } from './journey.ts'
import { signUp } from './world.ts'

const PEOPLE = 2000
const AT_ONCE = 500
const SETTLED_WITHIN_MS = 240_000
/** Mails on their way at once per process. */
const MAIL_WIDTH = 5

const everybody = Array.from({ length: PEOPLE }, (_, index) => index)

describe('three workers on one PostgreSQL and one Redis', () => {
  let folder: string
  let postgres: TestServer
  let redis: TestServer
  let mailbox: Mailbox
  let receiver: HttpReceiver
  let store: Store
  const children: ChildRuntime[] = []

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couveuse-three-workers-'))
    ;[postgres, redis, mailbox, receiver] = await Promise.all([
      startPostgres(),
      startRedis(),
      startMailbox(),
      startHttpReceiver(),
    ])
    // A workspace that has grown out of its file.
    const path = join(folder, 'couveuse.db')
    await populate(path, PEOPLE, `${receiver.url}/told`)
    await moveStore({ from: { path }, to: { url: postgres.url }, now: Date.now() })
    store = await openPostgresStore({ url: postgres.url, now: Date.now() })
  }, 60_000)

  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.kill('SIGKILL')
      await child.gone
    }
    await store.close()
    await mailbox.close()
    await receiver.close()
    await redis.stop()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }, 60_000)

  async function start(role: string): Promise<ChildRuntime> {
    const child = await startChild({
      ...{ COUVEUSE_ROLE: role, COUVEUSE_DATA: folder, DATABASE_URL: postgres.url, QUEUE_URL: redis.url },
      ...{ SMTP_URL: mailbox.url, SMTP_CONNECTIONS: String(MAIL_WIDTH), WEBHOOK_ALLOW: '127.0.0.1' },
    })
    children.push(child)
    return child
  }

  const countOf = async (state: 'queued' | 'sending'): Promise<number> =>
    (await store.outbox.depth()).filter((one) => one.state === state).reduce((sum, { count }) => sum + count, 0)

  async function countSenders(): Promise<number> {
    return Number((await askPostgres(postgres.url, 'SELECT count(DISTINCT sender) AS n FROM outbox'))?.n)
  }

  /** Polls until everybody has ended and nothing is on its way out. */
  const settled = () =>
    eventually(async () => {
      const ended = (await store.flows.get('welcome'))?.counts.ended
      const state = { ended, queued: await countOf('queued'), sending: await countOf('sending') }
      expect(state, children.map((child) => child.said()).join('')).toEqual({ ended: PEOPLE, queued: 0, sending: 0 })
    }, SETTLED_WITHIN_MS)

  const accepted = () => mailbox.mails.map(({ messageId }) => keyOfMessageId(messageId) ?? messageId)

  it('one of them is killed in the middle: the others take over, everybody ends where they should, no mail is missing, none was accepted twice', {
    timeout: 600_000,
  }, async () => {
    const [api, ...workers] = await Promise.all([start('api'), start('worker'), start('worker'), start('worker')])
    const victim = workers[randomInt(workers.length)]
    const diesAfter = randomInt(PEOPLE / 10, PEOPLE)
    const which = `worker ${workers.indexOf(victim ?? api)} was killed after ${diesAfter} mails`

    for (let from = 0; from < PEOPLE; from += AT_ONCE)
      expect((await signUp(api, from, from + AT_ONCE))?.status).toBe(202)
    await eventually(() => expect(mailbox.mails.length).toBeGreaterThanOrEqual(diesAfter), SETTLED_WITHIN_MS)
    victim?.kill('SIGKILL')
    expect(await victim?.gone).toBe('SIGKILL')
    await settled()

    // What nobody knows about waits for a person, who looks into the mailbox: few, and only what was on its way.
    const { items } = await store.messages.list({ state: 'held', limit: 100 })
    expect(items.length, which).toBeLessThanOrEqual(2 * MAIL_WIDTH)
    const arrived = new Set(accepted())
    const idsOf = (isThere: boolean): number[] =>
      items.filter(({ record }) => arrived.has(record.key) === isThere).map(({ outboxId }) => outboxId)
    await store.outbox.settle(idsOf(true), 'mark_sent', Date.now())
    await store.outbox.settle(idsOf(false), 'resend', Date.now())
    await settled()
    expect((await store.messages.list({ state: 'held', limit: 1 })).items).toEqual([])

    const keys = accepted()
    expect(keys.length - new Set(keys).size, `mails accepted twice (${which})`).toBe(0)
    expect([...keys].sort(), which).toEqual(everybody.flatMap(mailKeysOf).sort())
    // A call may come twice, when its answer was lost; its receiver knows it by this key (Standard Webhooks).
    const calls = new Set(receiver.requests.map(({ headers }) => String(headers['webhook-id'])))
    expect([...calls].sort(), which).toEqual(everybody.map(callKeyOf).sort())
    for (const index of everybody) {
      const { is, shouldBe } = await tripOf(store, index)
      expect(is, which).toEqual(shouldBe)
    }
    expect(await store.operations.audit()).toEqual([])
    expect(await store.operations.integrity()).toEqual([])
    expect(await countSenders(), 'the work was shared').toBeGreaterThan(1)
    for (const child of children) if (child !== victim) expect(await child.stop()).toBe('exit 0')
    children.length = 0
  })
})

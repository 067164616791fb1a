import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testClock } from '@couveuse/runtime/adapters/test-clock'
import { readConfig } from '@couveuse/runtime/config'
import { silentQueues } from '@couveuse/runtime/queue/silent-queues'
import { type Runtime, startRuntime } from '@couveuse/runtime/runtime'
import { restoreFile } from '@couveuse/runtime/store/sqlite/restore'
import { type Mailbox, startMailbox } from '@couveuse/runtime/testing/mailbox'
import { passTime } from '@couveuse/runtime/testing/pass-time'
import { recordingLog } from '@couveuse/runtime/testing/recording-log'
import { someContact } from '@couveuse/runtime/testing/store-fixture'
import { afterEach, beforeEach, expect, it } from 'vitest'

const DAY = 86_400_000
const MONDAY = Date.UTC(2026, 2, 2, 8)
const PEOPLE = 40

const flow = {
  dsl: 1,
  key: 'f',
  name: 'Two mails',
  entry: [{ on: 'event', event: 'signed_up' }],
  start: 'first',
  steps: {
    first: { kind: 'email', inline: { subject: 'First', body: 'One' }, next: { sent: 'pause' } },
    pause: { kind: 'wait', for: 'P2D', next: { done: 'second' } },
    second: { kind: 'email', inline: { subject: 'Second', body: 'Two' } },
  },
}

let folder: string
let mailbox: Mailbox
let runtime: Runtime | undefined
const clock = testClock(MONDAY)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'couveuse-restored-'))
  mailbox = await startMailbox()
})
afterEach(async () => {
  await runtime?.stop()
  await mailbox.close()
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<Runtime> {
  const env = { PORT: '0', COUVEUSE_DATA: folder, COUVEUSE_DEMO: '0', SMTP_URL: mailbox.url }
  runtime = await startRuntime(readConfig(env), { clock, log: recordingLog(), queues: silentQueues() })
  return runtime
}

async function populate({ store, worker }: Runtime): Promise<void> {
  await store.flows.create({ key: 'f', name: 'Two mails', draft: flow }, clock.now())
  await store.flows.publish({ key: 'f', document: flow, messages: {}, revision: 1 }, clock.now())
  for (let i = 0; i < PEOPLE; i++) {
    const consented = someContact(`c${i}`, { createdAt: clock.now(), consent: { email: 'granted' } })
    await store.contacts.create(consented, clock.now())
  }
  worker.ring()
  await worker.settle()
}

async function signUp({ worker }: Runtime, from: number, to: number): Promise<void> {
  const now = clock.now()
  const event = { name: 'signed_up', occurredAt: now, arrivedAt: now, properties: {}, machine: false }
  const arrivals = Array.from({ length: to - from }, (_, i) => ({
    contact: { id: `c${from + i}` },
    cause: { type: 'event', event: { ...event, id: `e${from + i}` } } as const,
  }))
  await worker.receive(arrivals)
}

it('a backup taken while contacts run is restored, and everybody goes on from there: nothing lost, nothing twice that it knows of', async () => {
  const first = await start()
  await populate(first)
  await signUp(first, 0, 20)
  await first.worker.settle()
  await passTime(first.worker, clock, clock.now() + DAY)
  expect(mailbox.mails).toHaveLength(20)

  // Twenty more are under way at this very moment: some written, some on their way, some gone.
  const busy = signUp(first, 20, PEOPLE)
  const backup = await first.store.operations.backup(join(folder, 'backups'), clock.now())
  await busy
  await first.worker.settle()
  expect(mailbox.mails).toHaveLength(PEOPLE)
  await first.stop()

  const { inDoubt } = restoreFile({
    ...{ backup, path: join(folder, 'couveuse.db'), replaces: true, outbox: 'ask', now: clock.now() },
  })
  const second = await start()
  await second.worker.settle()
  // Whatever the backup knew as not yet sent waits for people, and is not sent a second time.
  const held = await second.store.messages.list({ state: 'held', limit: 100 })
  expect(held.items).toHaveLength(inDoubt)
  expect(await second.store.operations.audit()).toEqual([])

  await passTime(second.worker, clock, clock.now() + 3 * DAY)
  expect(await second.store.operations.audit()).toEqual([])
  const flows = await second.store.flows.list()
  const [known] = flows
  // Those whom the backup knew have all come to their end, each second mail once.
  expect(known?.counts).toMatchObject({ waiting: 0, active: 0, failed: 0 })
  const letters = await Promise.all(mailbox.mails.map((mail) => mailbox.parse(mail)))
  const seconds = letters.filter(({ subject }) => subject === 'Second').map(({ messageId }) => messageId)
  expect(new Set(seconds).size).toBe(seconds.length)
  expect(seconds.length).toBe(known?.counts.ended)
  expect(seconds.length).toBeGreaterThanOrEqual(20)
})

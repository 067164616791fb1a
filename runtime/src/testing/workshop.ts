import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contact } from '@couveuse/shared/contact/schema'
import { flowSchema } from '@couveuse/shared/flow/schema'
import { type TestClock, testClock } from '../adapters/test-clock.ts'
import type { EffectOutcome } from '../effects/effect-outcome.ts'
import { noCrash } from '../ports/crash-point.ts'
import type { Logger } from '../ports/logger.ts'
import { silentQueues } from '../queue/silent-queues.ts'
import type { ContactRecord } from '../store/history.ts'
import type { OutboxEntry } from '../store/outbox.ts'
import { openSqliteStore } from '../store/sqlite/open.ts'
import type { Store } from '../store/store.ts'
import { openWorker, type Worker, type WorkerDeps } from '../worker/worker.ts'
import { passTime } from './pass-time.ts'
import { recordingLog } from './recording-log.ts'

/** Monday 2 March 2026, 09:00 in Paris. */
export const MONDAY = Date.UTC(2026, 2, 2, 8)
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** The engine room on a real SQLite file and a test clock; what leaves it is met by a script. */
export interface Workshop {
  readonly store: Store
  readonly worker: Worker
  readonly clock: TestClock
  readonly log: ReturnType<typeof recordingLog>
  /** effects in the order they were carried out, one entry per attempt */
  readonly carriedOut: readonly OutboxEntry[]
  /** how effects are met from now on; by default all are captured */
  meet(how: (entry: OutboxEntry) => EffectOutcome | Promise<EffectOutcome>): void
  /** publishes what is given as a whole flow, under its key; again = the next version */
  publish(flow: object): Promise<void>
  configure(settings: object): Promise<void>
  admit(id: string, parts?: Partial<Contact>): Promise<void>
  happens(contactId: string, event: string, properties?: Record<string, string>): Promise<void>
  passUntil(at: number): Promise<void>
  recordOf(contactId: string): Promise<ContactRecord>
  /** `step:outlet` of the latest enrollment */
  pathOf(contactId: string): Promise<readonly string[]>
  /** Ends this worker as a crash does, and starts another one on the same file. */
  restart(): Promise<Workshop>
  close(): Promise<void>
}

export interface WorkshopOptions {
  readonly startAt?: number
  readonly policy?: 'hold' | 'resend'
  readonly dispatch?: WorkerDeps['dispatch']
  readonly wrap?: (store: Store) => Store
  readonly batchSize?: number
  readonly queues?: WorkerDeps['queues']
  readonly maintain?: () => Promise<void>
  /** hears the worker instead of the recorded log */
  readonly log?: Logger
}

export async function openWorkshop(options: WorkshopOptions = {}): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-workshop-'))
  return openIn(folder, testClock(options.startAt ?? MONDAY), options)
}

async function openIn(folder: string, clock: TestClock, options: WorkshopOptions): Promise<Workshop> {
  const real = await openSqliteStore({ path: join(folder, 'workshop.db'), synchronous: 'off', now: clock.now() })
  const store = options.wrap ? options.wrap(real) : real
  const log = recordingLog()
  const carriedOut: OutboxEntry[] = []
  let how: Parameters<Workshop['meet']>[0] = () => ({ type: 'captured' })
  const worker = openWorker({
    store,
    queues: options.queues ?? silentQueues(),
    clock,
    dice: () => 1,
    log: options.log ?? log,
    crashPoint: noCrash,
    async perform(entry) {
      carriedOut.push(entry)
      return how(entry)
    },
    dispatch: options.dispatch ?? { perSecond: { email: 0, sms: 0, webhook: 0 }, mailWidth: 5 },
    policy: options.policy ?? 'hold',
    batchSize: options.batchSize ?? 100,
    ...(options.maintain ? { maintain: options.maintain } : {}),
  })
  await worker.start()

  async function recordOf(contactId: string): Promise<ContactRecord> {
    const record = await store.history.record(contactId)
    if (!record) throw new Error(`There is no contact ${contactId}.`)
    return record
  }

  return {
    store,
    worker,
    clock,
    log,
    carriedOut,
    recordOf,
    meet(next) {
      how = next
    },
    async publish(given) {
      const flow = flowSchema.parse(given)
      const document = JSON.parse(JSON.stringify(flow))
      const { key, name } = flow
      await store.flows.create({ key, name, draft: document }, clock.now())
      const revision = (await store.flows.get(key))?.draftRevision ?? 1
      const published = await store.flows.publish({ key, document, messages: {}, revision }, clock.now())
      if (published.type !== 'published') throw new Error(`Flow ${key} was not published: ${published.type}`)
      worker.ring()
      await worker.settle()
    },
    async configure(settings) {
      const { revision } = await store.settings.get()
      await store.settings.put(JSON.parse(JSON.stringify(settings)), { revision, now: clock.now() })
      worker.ring()
      await worker.settle()
    },
    async admit(id, parts = {}) {
      const { fields, ...rest } = parts
      const contact: Contact = {
        id,
        createdAt: clock.now(),
        fields: { email: `${id}@example.com`, firstName: id, ...fields },
        account: {},
        tags: [],
        lists: [],
        stage: 'prospect',
        bant: {},
        consent: { email: 'granted', sms: 'granted' },
        suppressed: [],
        ...rest,
      }
      await store.contacts.create(contact, clock.now())
      worker.ring()
      await worker.settle()
    },
    async happens(contactId, event, properties = {}) {
      const now = clock.now()
      const id = `${event}:${contactId}:${now}`
      await worker.receive([
        {
          contact: { id: contactId },
          cause: {
            type: 'event',
            event: { id, name: event, occurredAt: now, arrivedAt: now, properties, machine: false },
          },
        },
      ])
      await worker.settle()
    },
    passUntil: (at) => passTime(worker, clock, at),
    async pathOf(contactId) {
      const { enrollments } = await recordOf(contactId)
      return (enrollments.at(-1)?.journal ?? []).map(({ step, outlet }) =>
        outlet === null ? step : `${step}:${outlet}`,
      )
    },
    async restart() {
      await worker.stop(0)
      await real.close()
      return openIn(folder, clock, options)
    },
    async close() {
      await worker.stop(0)
      await real.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** A flow of one mail behind an event, for tests that care about what comes after. */
export const oneMail = {
  dsl: 1,
  key: 'f',
  entry: [{ on: 'event', event: 'signed_up' }],
  reentry: { mode: 'after_exit' },
  start: 'mail',
  steps: { mail: { kind: 'email', inline: { subject: 'Hi {{ contact.firstName }}', body: 'Hello' } } },
} as const

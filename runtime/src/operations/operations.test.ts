import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { capturedMailer } from '../adapters/captured.ts'
import { pinoLogger } from '../adapters/pino-logger.ts'
import type { OutgoingMail } from '../ports/mailer.ts'
import type { WebhookCall } from '../ports/webhook-caller.ts'
import { silentQueues } from '../queue/silent-queues.ts'
import { DAY, HOUR, oneMail, openWorkshop, type Workshop } from '../testing/workshop.ts'
import { type Operations, openOperations } from './open-operations.ts'
import { retentionOf } from './retention.ts'

let shop: Workshop
let operations: Operations
let mails: OutgoingMail[]
let calls: WebhookCall[]
let isQueueWell: boolean

beforeEach(async () => {
  shop = await openWorkshop()
  mails = []
  calls = []
  isQueueWell = true
  operations = open()
})
afterEach(async () => {
  operations.close()
  await shop.close()
})

function open(): Operations {
  const { store, clock, log } = shop
  const ping = () => (isQueueWell ? Promise.resolve() : Promise.reject(new Error('away')))
  return openOperations({
    ...{ store, clock, log, mailFrom: 'couveuse@example.com', publicUrl: 'https://nurture.example.com' },
    queues: { ...silentQueues(), ping },
    mailer: {
      ...capturedMailer(),
      async send(mail) {
        mails.push(mail)
        return { type: 'accepted' }
      },
    },
    webhooks: {
      async call(call) {
        calls.push(call)
        return { type: 'answered', status: 200, body: {} }
      },
    },
    ...{ alertEmail: 'ops@example.com, night@example.com', alertUrl: 'https://alerts.example.com/hook' },
    version: '1.2.3',
    retention: async () => retentionOf((await store.settings.get()).document),
    watchedEvents: async () => new Set(['signed_up']),
  })
}

const look = () => operations.maintain()
const errors = () => shop.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message)

describe('the watch', () => {
  it('says nothing while everything holds', async () => {
    await shop.publish(oneMail)
    await shop.admit('ada')
    await shop.happens('ada', 'signed_up')
    await look()
    expect([...mails, ...calls]).toEqual([])
    expect(errors()).toEqual([])
  })

  it('tells the operators once what has begun to be wrong, and once that it is over', async () => {
    isQueueWell = false
    await look()
    await look()
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({
      to: ['ops@example.com', 'night@example.com'],
      subject: expect.stringContaining('Couveuse: The queue does not answer'),
      text: expect.stringContaining('Start the server behind QUEUE_URL again'),
    })
    expect(JSON.parse(calls[0]?.body ?? '{}')).toMatchObject({ begun: [{ invariant: 'queue_answers' }], over: [] })
    isQueueWell = true
    await look()
    await look()
    expect(mails).toHaveLength(2)
    expect(mails[1]?.subject).toBe('Couveuse: queue_answers in order again')
    expect(JSON.parse(calls[1]?.body ?? '{}')).toMatchObject({ begun: [], over: ['queue_answers'] })
  })

  it('tells nothing twice when another process takes the look, or after a restart', async () => {
    isQueueWell = false
    await look()
    operations.close()
    operations = open()
    await look()
    expect(mails).toHaveLength(1)
  })

  it('does not call late what became due while nothing ran', async () => {
    await shop.publish(oneMail)
    await shop.admit('ada')
    await shop.store.inbox.receive([{ contact: { id: 'ada' }, cause: { type: 'time' } }], shop.clock.now() - DAY)
    await look()
    expect(mails).toEqual([])
    shop.clock.moveBy(120_000)
    await look()
    expect(mails[0]?.subject).toContain('1 contacts are due')
  })

  it('audits once a day, remembers what it found, and says so', async () => {
    await shop.publish(oneMail)
    await shop.admit('ada')
    const stamp = async () => (await shop.store.announcements.marks()).get('audit')
    await look()
    expect(await stamp()).toBeUndefined()
    shop.clock.moveBy(11 * 60_000)
    await look()
    await expect.poll(stamp).toBeDefined()
    const first = await stamp()
    shop.clock.moveBy(HOUR)
    await look()
    expect(await stamp()).toBe(first)
    shop.clock.moveBy(DAY)
    await look()
    await expect.poll(stamp).not.toBe(first)
  })

  it('measures what the runtime does, and writes it as Prometheus reads it', async () => {
    const { turns } = operations.store
    await shop.publish(oneMail)
    await shop.store.contacts.create(
      {
        id: 'ada',
        createdAt: 0,
        fields: {},
        account: {},
        tags: [],
        lists: [],
        stage: 'prospect',
        bant: {},
        consent: {},
        suppressed: [],
      },
      shop.clock.now(),
    )
    const handles = await turns.claimDue({ now: shop.clock.now(), limit: 10 })
    const { contacts } = await turns.loadStates(handles, { now: shop.clock.now(), watchedEvents: 'all' })
    const items = contacts.map((contact) => ({
      contact,
      turn: { state: contact.state, writes: emptyWrites, nextDueAt: null },
      inboxIds: [],
    }))
    await turns.commitBatch(items, { now: shop.clock.now() })
    operations.meter.late(80)
    operations.meter.attempt('email', 'later', 250)
    const text = await operations.metricsText()
    for (const line of [
      'couveuse_info{version="1.2.3"} 1',
      'couveuse_turns_total{outcome="committed"} 1',
      'couveuse_timer_lateness_seconds_bucket{le="0.1"} 1',
      'couveuse_effect_attempts_total{lane="email",outcome="later"} 1',
      'couveuse_provider_seconds_bucket{lane="email",le="0.25"} 1',
      'couveuse_invariant_violations{invariant="visits_are_made_once"} 0',
      'couveuse_queue_up 1',
      'couveuse_queue_jobs{queue="run",state="failed"} 0',
    ])
      expect(text).toContain(`${line}\n`)
    expect(text).toMatch(/^couveuse_event_loop_lag_seconds\{quantile="0\.99"\} [\d.e-]+$/m)
    expect(text).not.toMatch(/@/)
  })
})

describe('an interrupted send', () => {
  const mailOf = async () => (await shop.store.messages.list({ limit: 1 })).items[0]?.state

  it.each([
    [{}, 'held'],
    [{ interruptedSends: 'hold' }, 'held'],
    [{ interruptedSends: 'resend' }, 'queued'],
  ] as const)('follows the workspace where it says something: %o leaves it %s', async (settings, state) => {
    await shop.configure(settings)
    await shop.publish(oneMail)
    await shop.admit('ada')
    shop.meet(() => ({ type: 'unknown', error: 'cut after DATA' }))
    await shop.happens('ada', 'signed_up')
    expect(await mailOf()).toBe(state)
  })

  it('that a crash has hidden follows it as well', async () => {
    await shop.configure({ interruptedSends: 'resend' })
    await shop.publish(oneMail)
    await shop.admit('ada')
    shop.meet(() => new Promise(() => undefined))
    await shop.worker.receive([
      {
        contact: { id: 'ada' },
        cause: {
          type: 'event',
          event: { ...{ id: 'e', name: 'signed_up', properties: {}, machine: false }, occurredAt: 0, arrivedAt: 0 },
        },
      },
    ])
    await expect.poll(mailOf).toBe('sending')
    shop = await shop.restart()
    await expect.poll(mailOf).toBe('captured')
  })
})

describe('retention', () => {
  const keep = (retention: object) =>
    shop.configure({ retention: { historyDays: null, eventDays: null, bodyDays: null, ...retention } })
  const journalOf = async () => (await shop.recordOf('ada')).enrollments[0]?.journal.length

  beforeEach(async () => {
    await shop.publish(oneMail)
    await shop.admit('ada')
    await shop.happens('ada', 'signed_up')
    await shop.happens('ada', 'page_viewed')
  })

  it('keeps everything for ever, unless somebody says otherwise', async () => {
    shop.clock.moveBy(4000 * DAY)
    await look()
    expect(await journalOf()).toBe(1)
  })

  it('takes what is older than the workspace keeps, a day at a time, and leaves all counts as they were', async () => {
    await keep({ historyDays: 30, eventDays: 30, bodyDays: 30 })
    const before = await shop.store.flows.stepCounts('f')
    shop.clock.moveBy(29 * DAY)
    await look()
    expect(await journalOf()).toBe(1)
    shop.clock.moveBy(2 * DAY)
    await look()
    const record = await shop.recordOf('ada')
    expect(record.enrollments[0]?.journal).toEqual([])
    // The one that a flow reads stays, and so does what was sent.
    expect(record.events.map(({ name }) => name)).not.toContain('page_viewed')
    expect(record.events.map(({ name }) => name)).toContain('signed_up')
    expect(record.messages).toMatchObject([{ subject: 'Hi ada', text: null }])
    expect(await shop.store.flows.stepCounts('f')).toEqual(before)
    expect(await shop.store.operations.audit()).toEqual([])
  })

  it('goes on where it stopped, after a restart as well', async () => {
    await keep({ eventDays: 30 })
    shop.clock.moveBy(31 * DAY)
    await look()
    const marks = await shop.store.announcements.marks()
    expect(JSON.parse(marks.get('retention:events') ?? '{}')).toEqual({
      cursor: null,
      doneAt: shop.clock.now(),
      removed: 2,
    })
  })
})

it('never logs a name, an address or a number above debug, whatever fails', async () => {
  const lines: string[] = []
  const log = pinoLogger({ level: 'info', write: (line) => lines.push(line) })
  const told = { email: 'ada@example.com', phone: '+33612345678', firstName: 'Zephyrine' }
  const refusal = new Error(`550 5.1.1 <${told.email}> unknown; call ${told.phone}`, { cause: new Error(told.email) })
  log.error({ error: refusal, to: told.email, key: 'ada.1:1:1' }, `${told.email} refused ${told.phone}`)
  log.warn({ error: told.email, keys: [told.email] }, 'also as text')
  await shop.close()
  shop = await openWorkshop({ log })
  await shop.publish(oneMail)
  await shop.admit('ada', { fields: told })
  const outcomes = [
    () => Promise.reject(refusal),
    () => Promise.resolve({ type: 'later', error: refusal.message } as const),
    () => Promise.resolve({ type: 'refused', error: refusal.message } as const),
    () => Promise.resolve({ type: 'unknown', error: refusal.message } as const),
  ]
  for (const outcome of outcomes) {
    shop.meet(outcome)
    await shop.happens('ada', 'signed_up')
    shop.clock.moveBy(1000)
  }
  const text = lines.join('')
  expect(lines.length).toBeGreaterThan(5)
  expect(text).toContain('ada.1:1:1')
  for (const secret of Object.values(told)) expect(text).not.toContain(secret)
})

const emptyWrites = {
  ...{ changes: [], events: [], ledger: [], enrollments: [], journal: [], effects: [], messages: [] },
  ...{ tasks: [], handoffs: [], entries: [], goals: [], problems: [] },
}

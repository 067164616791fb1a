// What the store alone can do: the writes of real turns, without the engine that decides them.
//   node bench/store-bench.ts [--contacts 100000] [--batch 1000] [--turns 100000]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openSqliteStore } from '@couveuse/runtime/store/sqlite/open'
import type { Store } from '@couveuse/runtime/store/store'
import type { LoadedContact } from '@couveuse/runtime/store/turns'
import type { ContactState, Enrollment, Turn } from '@couveuse/shared/engine/state'

const { values } = parseArgs({
  options: {
    contacts: { type: 'string', default: '100000' },
    batch: { type: 'string', default: '1000' },
    turns: { type: 'string', default: '100000' },
  },
})
/** Milliseconds of CPU of this process: other programs on the machine do not count. */
const tick = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const CONTACTS = Number(values.contacts)
const BATCH = Number(values.batch)
const TURNS = Number(values.turns)
const START = Date.UTC(2026, 2, 2, 8)
const HOUR = 3_600_000
const FLOW = 'white-paper-nurture'
const HTML = `<p>Hello Ada,</p>${'<p>Your copy of the paper is waiting for you, and so is the next one.</p>'.repeat(12)}`
const TEXT = `Hello Ada,\n${'Your copy of the paper is waiting for you, and so is the next one.\n'.repeat(6)}`
const NOTHING = {
  ...{ changes: [], events: [], ledger: [], enrollments: [], journal: [], effects: [], messages: [] },
  ...{ tasks: [], handoffs: [], entries: [], goals: [], problems: [] },
}

function enter(state: ContactState, now: number, wakeAt: number): Turn {
  const id = `${state.contact.id}.${state.nextOrdinal}`
  const enrollment: Enrollment = {
    ...{ id, ordinal: state.nextOrdinal, contactId: state.contact.id, flow: FLOW, version: 1 },
    ...{ status: 'waiting', reason: null, step: 'pause', seq: 1, visits: { pause: 1 }, vars: {}, messages: {} },
    rest: { enteredAt: now, wakeAt, memory: {} },
    entry: {
      trigger: 'event',
      event: 'form_submitted',
      eventId: `3f6c1a52-8d4e-4b7a-9c1d-${state.contact.id.slice(-12)}`,
      properties: { form: 'white-paper' },
    },
    enteredAt: now,
  }
  return {
    state: { ...state, enrollments: [enrollment], nextOrdinal: state.nextOrdinal + 1 },
    writes: {
      ...NOTHING,
      enrollments: [enrollment],
      entries: [{ at: now, flow: FLOW, trigger: 'event', enrolled: true, enrollmentId: id }],
    },
    nextDueAt: wakeAt,
  }
}

/** pause:done, hot:else, mail:sent, and rest again: three steps, one message. */
function threeSteps({ state }: LoadedContact, now: number, wakeAt: number): Turn {
  const [before] = state.enrollments
  if (!before?.rest) throw new Error(`${state.contact.id} is not waiting`)
  const { id } = before
  const key = `${id}:${before.seq + 2}:1`
  const at = { enrollmentId: id, enteredAt: now, leftAt: now }
  const mail = { flow: FLOW, step: 'mail', to: 'ada@example.com', subject: 'The next paper', text: TEXT, html: HTML }
  const enrollment: Enrollment = {
    ...before,
    seq: before.seq + 3,
    visits: { pause: 2, hot: 1, mail: 1, listen: 1 },
    messages: { mail: { key: `${id}:${before.seq + 2}`, queuedAt: now } },
    rest: { enteredAt: now, wakeAt, memory: {} },
  }
  const because = {
    holds: false,
    combinator: 'and' as const,
    rules: [{ field: 'score.total', operator: '>=', value: 50, seen: 34, holds: false }],
  }
  const event = {
    ...{ id: `sent:${id}:${before.seq + 2}`, name: 'email_sent', occurredAt: now, arrivedAt: now, machine: false },
    ...{ properties: { flow: FLOW, step: 'mail' }, messageKey: `${id}:${before.seq + 2}` },
  }
  return {
    state: { ...state, enrollments: [enrollment], events: [...state.events, event] },
    writes: {
      ...NOTHING,
      enrollments: [enrollment],
      journal: [
        {
          ...at,
          seq: before.seq,
          step: 'pause',
          kind: 'wait',
          outlet: 'done',
          enteredAt: before.rest.enteredAt,
          due: now,
        },
        { ...at, seq: before.seq + 1, step: 'hot', kind: 'branch', outlet: 'else', because: [because] },
        { ...at, seq: before.seq + 2, step: 'mail', kind: 'email', outlet: 'sent' },
      ],
      effects: [
        {
          ...{ key, contactId: state.contact.id, enrollmentId: id, type: 'send_message', channel: 'email' },
          ...mail,
          messageKey: `${id}:${before.seq + 2}`,
        },
      ],
      messages: [{ ...mail, key, enrollmentId: id, at: now, channel: 'email' }],
      events: [event],
    },
    nextDueAt: wakeAt,
  }
}

async function fill(store: Store): Promise<void> {
  await store.flows.create({ key: FLOW, name: FLOW, draft: {} }, START)
  await store.flows.publish({ key: FLOW, document: {}, messages: {}, revision: 1 }, START)
  for (let from = 0; from < CONTACTS; from += 5000)
    await store.contacts.import(
      Array.from({ length: Math.min(5000, CONTACTS - from) }, (_, i) => ({
        change: {
          fields: {
            email: `lead${from + i}@example.com`,
            firstName: 'Ada',
            lastName: `Lovelace ${from + i}`,
            country: 'FR',
          },
          account: { name: 'Analytical Engines', employees: 250 },
          consent: { email: 'granted' as const },
        },
      })),
      START,
    )
}

async function turnAll(store: Store, now: number, take: (contact: LoadedContact) => Turn, most: number) {
  const spent = { claim: 0, load: 0, decide: 0, commit: 0 }
  let turns = 0
  for (;;) {
    const t0 = tick()
    const due = await store.turns.claimDue({ now, limit: BATCH })
    if (due.length === 0 || turns >= most) break
    const t1 = tick()
    const { contacts } = await store.turns.loadStates(due, { now, watchedEvents: 'all' })
    const t2 = tick()
    const items = contacts.map((contact) => ({ contact, turn: take(contact), inboxIds: contact.inboxIds }))
    const t3 = tick()
    await store.turns.commitBatch(items, { now })
    const t4 = tick()
    spent.claim += t1 - t0
    spent.load += t2 - t1
    spent.decide += t3 - t2
    spent.commit += t4 - t3
    turns += items.length
  }
  return { turns, spent }
}

function report(label: string, { turns, spent }: Awaited<ReturnType<typeof turnAll>>, steps: number): void {
  const each = (ms: number): string => `${((ms * 1000) / turns).toFixed(1)} µs`
  const rate = (ms: number): string => `${Math.round((turns * steps * 1000) / ms).toLocaleString('en')} steps/s`
  const store = spent.claim + spent.load + spent.commit
  console.log(
    `${label}: ${turns} turns; per turn claim ${each(spent.claim)}, load ${each(spent.load)}, commit ${each(spent.commit)} ` +
      `(decide ${each(spent.decide)}); commit alone ${rate(spent.commit)}, store whole ${rate(store)}`,
  )
}

const folder = mkdtempSync(join(tmpdir(), 'couveuse-store-bench-'))
const store = await openSqliteStore({ path: join(folder, 'store.sqlite'), now: START })
try {
  let t = tick()
  await fill(store)
  console.log(`import: ${Math.round((CONTACTS * 1000) / (tick() - t)).toLocaleString('en')} contacts/s`)
  await store.operations.size()
  const empty = (await store.operations.size()).bytes
  // Everybody waits for a week but the first ones, spread over a day.
  let i = 0
  const entered = await turnAll(
    store,
    START,
    ({ state }) => enter(state, START, START + 24 * HOUR + (i++ % 100_000) * 50),
    Infinity,
  )
  report('enroll', entered, 1)
  const full = (await store.operations.size()).bytes
  console.log(
    `database ${(full / 1e6).toFixed(1)} MB; per waiting enrollment ${((full - empty) / CONTACTS).toFixed(0)} bytes`,
  )
  for (let round = 1; round <= 3; round++) {
    const now = START + round * 48 * HOUR
    report(
      `three steps, round ${round}`,
      await turnAll(store, now, (c) => threeSteps(c, now, now + 24 * HOUR), TURNS / 3),
      3,
    )
  }
  t = tick()
  for (let k = 0; k < 100; k++) await store.turns.nextDueAt()
  console.log(`nextDueAt ${((tick() - t) * 10).toFixed(1)} µs`)
  console.log(`rss ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`)
} finally {
  await store.close()
  if (process.env.KEEP) console.log(folder)
  else rmSync(folder, { recursive: true })
}

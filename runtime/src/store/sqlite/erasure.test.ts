import { readFileSync } from 'node:fs'
import Connection from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BLOCKED, HANDOFF, HOOK, MAIL, recordOf, TASK, TEXT, VISIT } from '../../testing/store-contract/given.ts'
import {
  loadOne,
  MONDAY,
  openTestStore,
  publishFlow,
  type StoreUnderTest,
  someContact,
  someEnrollment,
  someEvent,
  takeOne,
  turnOf,
} from '../../testing/store-fixture.ts'

let under: StoreUnderTest & { readonly path: string }
beforeEach(async () => {
  under = await openTestStore()
})
afterEach(() => under.dispose())

const NAME = 'Ada-Zephyrine'
const PHONE = '+33612345678'
const TRACES = ['ada', 'ada@example.com', PHONE, NAME, 'Lovelace-Byron']

/** A row in every table that may hold something of a contact. */
async function liveAFullLife(): Promise<void> {
  const { store } = under
  await publishFlow(store, 'nurture')
  const fields = { email: 'ada@example.com', phone: PHONE, firstName: NAME, lastName: 'Lovelace-Byron' }
  await store.contacts.create(someContact('ada', { fields }), MONDAY)
  const of = { enrollmentId: 'ada.1' }
  await takeOne(store, 'ada', (ada) =>
    turnOf(ada, {
      enrollments: [
        someEnrollment(ada, 'nurture', {
          seq: 7,
          vars: { greeting: NAME },
          entry: { trigger: 'event', properties: { who: NAME } },
        }),
      ],
      journal: [{ ...VISIT, ...of, seq: 1, detail: { said: NAME } }],
      entries: [
        { at: MONDAY, flow: 'nurture', trigger: 'event', enrolled: true, ...of },
        { at: MONDAY, flow: 'nurture', trigger: 'event', enrolled: false, reason: 'already_in' },
      ],
      events: [{ ...someEvent('form').event, properties: { name: NAME } }],
      ledger: [{ axis: 'engagement', at: MONDAY, points: 5, source: 'form', reason: NAME }],
      changes: [{ at: MONDAY, field: 'contact.firstName', from: null, to: NAME }],
      effects: [MAIL, TEXT, HOOK.type === 'call_webhook' ? { ...HOOK, body: JSON.stringify(fields) } : HOOK],
      messages: [...recordOf(MAIL), ...recordOf(TEXT), BLOCKED],
      tasks: [{ ...TASK, id: 'ada.1:3', ...of, title: `Call ${NAME}` }],
      handoffs: [{ ...HANDOFF, id: 'ada.1:4', ...of, brief: `${NAME} is hot` }],
      goals: [{ ...of, seq: 2, step: 'won', name: NAME, at: MONDAY }],
      problems: [{ code: 'bad_value', message: `${NAME} has no company`, at: MONDAY }],
    }),
  )
  await store.inbox.receive([{ contact: { id: 'ada' }, cause: someEvent('later') }], MONDAY)
  const contact = await loadOne(store, 'ada')
  await store.turns.setAside([{ contact, code: 'turn_failed', message: `${NAME} broke it`, retryAt: null }], MONDAY)
}

/** `table.column` of every text that has a trace of her, and every table that holds something of a contact. */
function search(): { readonly traces: string[]; readonly filled: string[]; readonly empty: string[] } {
  const db = new Connection(under.path, { readonly: true })
  const names = db.prepare<[], string>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  )
  const traces: string[] = []
  const filled: string[] = []
  const empty: string[] = []
  for (const table of names.pluck().all()) {
    const columns = db
      .prepare<[], { name: string; type: string }>(`SELECT name, type FROM pragma_table_info('${table}')`)
      .all()
    const ofContact = columns.some(({ name }) => name === 'contact_ref' || name === 'outbox_id') || table === 'contacts'
    const rows = db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
    if (ofContact) (rows === 0 ? empty : filled).push(table)
    for (const { name } of columns.filter(({ type }) => type === 'TEXT'))
      for (const trace of TRACES) {
        const sql = `SELECT count(*) FROM ${table} WHERE ${name} GLOB '*' || ? || '*'`
        if (db.prepare<[string], number>(sql).pluck().get(trace) !== 0) traces.push(`${table}.${name}: ${trace}`)
      }
  }
  db.close()
  return { traces, filled, empty }
}

test('after an erasure no table holds the id, the name, an address or a number of the contact, nor a row of theirs', async () => {
  await liveAFullLife()
  const before = search()
  expect(before.empty).toEqual([])
  expect(before.traces.length).toBeGreaterThan(15)
  expect(await under.store.contacts.delete('ada', MONDAY)).toBe(true)
  expect(search()).toMatchObject({ traces: [], filled: [] })
})

test('after an erasure the file itself has forgotten, once its log is written back', async () => {
  await liveAFullLife()
  await under.store.contacts.delete('ada', MONDAY)
  await under.reopen()
  const db = new Connection(under.path)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  const bytes = readFileSync(under.path)
  expect([NAME, 'ada@example.com', PHONE].filter((trace) => bytes.includes(trace))).toEqual([])
})

test('all there is about a contact is in the record that they may ask for', async () => {
  await liveAFullLife()
  const record = await under.store.history.record('ada')
  const counts = Object.fromEntries(
    Object.entries(record ?? {}).flatMap(([name, part]) => (Array.isArray(part) ? [[name, part.length]] : [])),
  )
  expect(counts).toEqual({
    ...{ events: 1, ledger: 1, changes: 1, entries: 2, enrollments: 1, messages: 3, calls: 1, waiting: 1 },
    ...{ tasks: 1, handoffs: 1, goals: 1, problems: 1 },
  })
  expect(record?.calls[0]).toMatchObject({ url: 'https://example.com/', method: 'POST', state: 'queued' })
})

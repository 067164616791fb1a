import Connection from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openTestStore, type StoreUnderTest } from '../../testing/store-fixture.ts'

// Tables that grow with contacts and traffic. A statement that reads one of them from end to end is fast on a test
// database and stops the product on a large one, so the plan is read instead of a clock.
const LARGE = [
  ...['contacts', 'contact_docs', 'contact_clock', 'inbox', 'enrollments', 'journal', 'refused_entries', 'goals'],
  ...['events', 'ledger', 'field_changes', 'problems', 'outbox', 'message_bodies', 'tasks', 'handoffs'],
]

/** Counting or telling everybody is what these are for; they run for health checks, people and schedules, never for a turn. */
const MAY_SCAN = [
  / holder\b/,
  /min\(next_attempt_at\) AS oldestAt/,
  /^SELECT count\(\*\) FROM (contacts|inbox)$/,
  /^SELECT max\(id\)/,
  // by the index that holds nothing but failed ones
  /FROM enrollments WHERE status = 2 AND/,
  /^INSERT INTO inbox .* FROM contacts ORDER BY ref$/,
  /^UPDATE contact_clock SET pending = pending \+ 1, due_at = min\(coalesce\(due_at, \?\), \?\)$/,
]

let under: StoreUnderTest & { readonly path: string }
let statements: string[]

beforeEach(async () => {
  const prepare = vi.spyOn(Connection.prototype, 'prepare')
  under = await openTestStore()
  statements = prepare.mock.calls.map(([text]) => text.replace(/\s+/g, ' ').trim())
  prepare.mockRestore()
})
afterEach(() => under.dispose())

/** What SQLite would do, line by line. */
function planOf(text: string, connection: Connection.Database): string[] {
  const explain = connection.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`)
  const nothing = Array.from({ length: (text.match(/\?/g) ?? []).length }, () => null)
  return explain.all(...nothing).map(({ detail }) => detail)
}

function scansOf(texts: readonly string[]): string[] {
  const connection = new Connection(under.path, { readonly: true })
  const scans = texts
    .filter((text) => /^(SELECT|UPDATE|DELETE|INSERT|REPLACE)/.test(text) && !MAY_SCAN.some((one) => one.test(text)))
    .flatMap((text) => planOf(text, connection).map((detail) => ({ text, detail })))
    .filter(({ text, detail }) => {
      const [, name = '', how = ''] = /^SCAN (\S+)(.*)$/.exec(detail) ?? []
      const [, table = name] = new RegExp(`(\\w+) ${name}\\b`).exec(text) ?? []
      return !how.includes('VIRTUAL TABLE') && (LARGE.includes(name) || LARGE.includes(table))
    })
  connection.close()
  return scans.map(({ text, detail }) => `${detail}: ${text}`)
}

test('no statement that is prepared for turns, arrivals and dispatch reads a large table from end to end', () => {
  expect(statements.length).toBeGreaterThan(80)
  expect(scansOf(statements)).toEqual([])
})

test('the due scan reads only the index of what is due', () => {
  const connection = new Connection(under.path, { readonly: true })
  const [claim] = statements.filter((text) => text.includes('WHERE due_at <= ? ORDER BY due_at'))
  expect(planOf(claim ?? '', connection)).toEqual([
    'SEARCH contact_clock USING COVERING INDEX contact_clock_due (due_at<?)',
  ])
  connection.close()
})

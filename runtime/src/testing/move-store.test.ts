import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Connection from 'better-sqlite3'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDemoWorkspace } from '../demo/import-demo.ts'
import { moveStore, type Progress } from '../store/move/move-store.ts'
import { OWN_COLUMNS, tableNames } from '../store/move/tables.ts'
import { openPostgresStore } from '../store/postgres/open.ts'
import { openSqliteStore } from '../store/sqlite/open.ts'
import type { Store } from '../store/store.ts'
import { type PostgresDatabases, startPostgresDatabases } from './postgres-databases.ts'
import { recordingLog } from './recording-log.ts'
import { loadOne, MONDAY, someContact, takeOne, turnOf } from './store-fixture.ts'

describe('moving a workspace between a file and PostgreSQL', () => {
  let databases: PostgresDatabases
  let shared: string
  let demo: string
  let folder: string
  let url: string

  beforeAll(async () => {
    databases = await startPostgresDatabases()
    shared = mkdtempSync(join(tmpdir(), 'couveuse-move-'))
    demo = join(shared, 'demo.db')
    await createDemoWorkspace({ path: demo, log: recordingLog(), now: MONDAY })
    await withFile(demo, async (store) => {
      // What one of the two might keep otherwise than the other.
      await store.contacts.create(
        someContact('nul', { fields: { firstName: 'A\0b', lastName: '😀 "\\{}', note: '' } }),
        MONDAY,
      )
      await takeOne(store, 'nul', (nul) => turnOf(nul, { nextDueAt: MONDAY + 1 }))
      await store.inbox.receive([{ contact: { id: 'nul' }, cause: { type: 'time' } }], MONDAY)
    })
  }, 120_000)
  afterAll(async () => {
    rmSync(shared, { recursive: true })
    await databases.stop()
  }, 60_000)
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'couveuse-move-'))
    url = await databases.create('empty')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  async function withFile<T>(path: string, work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openSqliteStore({ path, now: MONDAY, synchronous: 'off' })
    return work(store).finally(() => store.close())
  }
  async function withPostgres<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openPostgresStore({ url, now: MONDAY })
    return work(store).finally(() => store.close())
  }
  const move = (from: { path: string } | { url: string }, to: { path: string } | { url: string }) =>
    moveStore({ from, to, now: MONDAY })

  /** What people see of a workspace. */
  async function picture(store: Store) {
    const { items } = await store.contacts.list({ sort: 'newest', limit: 40 })
    return {
      total: await store.contacts.count(),
      due: await store.turns.overdue(MONDAY),
      flows: await store.flows.list(),
      settings: await store.settings.get(),
      records: await Promise.all(items.map(({ contact }) => store.history.record(contact.id))),
      messages: await store.messages.list({ limit: 20 }),
      handoffs: await store.sales.handoffs({ limit: 20 }),
      findings: await store.operations.audit(),
    }
  }

  test('there and back, every row is the same, and so is all that people see', { timeout: 120_000 }, async () => {
    const told: Progress[] = []
    const there = await moveStore({ from: { path: demo }, to: { url }, now: MONDAY, tell: (one) => told.push(one) })
    expect(there.find(({ table }) => table === 'journal')?.rows).toBeGreaterThan(100)
    expect(told.at(-1)).toMatchObject({ phase: 'comparing' })
    const inFile = await withFile(demo, picture)
    expect(inFile.findings).toEqual([])
    expect(await withPostgres(picture)).toEqual(inFile)
    const back = await move({ url }, { path: join(folder, 'new', 'back.db') })
    expect(back).toEqual(there)
    const again = await withFile(join(folder, 'new', 'back.db'), picture)
    expect({ ...again, records: again.records.length }).toEqual({ ...inFile, records: inFile.records.length })
  })

  test('the moved workspace goes on where it stood: new rows get numbers of their own', async () => {
    await move({ path: demo }, { url })
    await withPostgres(async (store) => {
      const before = await store.contacts.count()
      expect(await store.contacts.create(someContact('new'), MONDAY)).toMatchObject({ type: 'created' })
      expect(await takeOne(store, 'new', (contact) => turnOf(contact))).toEqual({ type: 'committed' })
      await store.inbox.receive([{ contact: { id: 'new' }, cause: { type: 'time' } }], MONDAY)
      expect((await loadOne(store, 'new')).causes).toEqual([{ type: 'time' }])
      expect(await store.flows.create({ key: 'brand-new', name: 'New', draft: {} }, MONDAY)).toBe('created')
      expect(await store.contacts.count()).toBe(before + 1)
      expect(await store.operations.integrity()).toEqual([])
    })
  })

  test('a place that holds something already is refused and left as it is', async () => {
    await withPostgres((store) => store.contacts.create(someContact('ada'), MONDAY))
    await expect(move({ path: demo }, { url })).rejects.toMatchObject({ code: 'target_not_empty' })
    expect(await withPostgres((store) => store.contacts.count())).toBe(1)
    await expect(move({ url }, { path: demo })).rejects.toMatchObject({ code: 'target_not_empty' })
  })

  test('a workspace in use is refused, on either side', async () => {
    const inFile = await openSqliteStore({ path: demo, now: MONDAY })
    await expect(move({ path: demo }, { url })).rejects.toMatchObject({ code: 'store_in_use' })
    await inFile.close()
    const inPostgres = await openPostgresStore({ url, now: MONDAY })
    await inPostgres.contacts.count()
    await expect(move({ path: demo }, { url })).rejects.toMatchObject({ code: 'store_in_use' })
    await expect(move({ url }, { path: join(folder, 'a.db') })).rejects.toMatchObject({ code: 'store_in_use' })
    await inPostgres.close()
  })

  test('a workspace that does not exist, and a move from file to file, say so', async () => {
    await expect(move({ path: join(folder, 'none.db') }, { url })).rejects.toMatchObject({ code: 'no_workspace' })
    await expect(move({ path: demo }, { path: join(folder, 'a.db') })).rejects.toMatchObject({ code: 'same_kind' })
  })

  test('where one row cannot be moved nothing is, and the next move begins anew', async () => {
    const broken = join(folder, 'broken.db')
    await withFile(broken, (store) => store.contacts.create(someContact('ada'), MONDAY))
    const connection = new Connection(broken)
    connection.exec('UPDATE contact_clock SET faults = 3000000000')
    await expect(move({ path: broken }, { url })).rejects.toThrow(/out of range/)
    expect(await withPostgres((store) => store.contacts.count())).toBe(0)
    connection.exec('UPDATE contact_clock SET faults = 0')
    connection.close()
    await move({ path: broken }, { url })
    expect(await withPostgres((store) => store.contacts.count())).toBe(1)
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query("UPDATE contacts SET stage = NULL, created_at = 1 WHERE false; UPDATE contact_docs SET doc = ''")
    await client.query('INSERT INTO set_aside VALUES (999999, $1, $1, 1, NULL)', ['lost'])
    await client.end()
    const target = join(folder, 'target.db')
    await expect(move({ url }, { path: target })).rejects.toThrow(/FOREIGN KEY/)
    expect(existsSync(target)).toBe(false)
    expect(existsSync(`${target}.partial`)).toBe(false)
  })

  test('both kinds of store have the same tables with the same columns, and all of them move', async () => {
    const connection = new Connection(demo, { readonly: true })
    const client = new pg.Client({ connectionString: await databases.create('migrated') })
    await client.connect()
    const inFile = connection
      .prepare<[], { name: string; column: string }>(
        `SELECT t.name, c.name AS "column" FROM sqlite_schema t, pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2`,
      )
      .all()
    const { rows } = await client.query<{ name: string; column: string }>(
      `SELECT table_name AS name, column_name AS "column" FROM information_schema.columns
       WHERE table_schema = 'public' ORDER BY table_name COLLATE "C", column_name COLLATE "C"`,
    )
    connection.close()
    await client.end()
    const own = new Map<string, readonly string[]>(Object.entries(OWN_COLUMNS))
    expect(rows.filter(({ name, column }) => !own.get(name)?.includes(column))).toEqual(inFile)
    expect([...new Set(inFile.map(({ name }) => name))]).toEqual([...tableNames(), 'migrations'].sort())
  })
})

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Connection from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MONDAY, openTestStore, someContact } from '../../testing/store-fixture.ts'
import { openDatabase } from './database.ts'
import { openSqliteStore } from './open.ts'

describe('A store in a file', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'couveuse-open-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('a file that is no database is refused, and is not touched', async () => {
    const path = join(folder, 'store.sqlite')
    const letter = 'this is a letter to my aunt, who has nothing to do with databases at all'.repeat(100)
    writeFileSync(path, letter)
    const opening = openSqliteStore({ path, now: MONDAY })
    await expect(opening).rejects.toMatchObject({ name: 'InvariantError', message: /damaged or no SQLite database/ })
    await expect(openSqliteStore({ path, now: MONDAY })).rejects.toThrow(/damaged/)
    expect(readFileSync(path, 'utf8')).toBe(letter)
  })

  test('a folder that is not there is made; one that cannot be is an outside fault', async () => {
    await (await openSqliteStore({ path: join(folder, 'new', 'store.sqlite'), now: MONDAY })).close()
    writeFileSync(join(folder, 'file'), '')
    const inFile = openSqliteStore({ path: join(folder, 'file', 'store.sqlite'), now: MONDAY })
    await expect(inFile).rejects.toMatchObject({ name: 'TransientError', message: /store.sqlite cannot be made/ })
  })

  test('a file that cannot be opened is an outside fault', async () => {
    mkdirSync(join(folder, 'a-folder'))
    await expect(openSqliteStore({ path: join(folder, 'a-folder'), now: MONDAY })).rejects.toMatchObject({
      ...{ name: 'TransientError', message: /a-folder cannot be opened/ },
    })
  })

  test('every commit reaches the disk before it is answered, in a log that readers can pass by', () => {
    const database = openDatabase({ path: join(folder, 'store.sqlite') })
    const pragma = (name: string) => database.connection.pragma(name, { simple: true })
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2, 1])
    database.close()
  })

  test('a full disk is an outside fault, and nothing is half-written', async () => {
    const database = openDatabase({ path: join(folder, 'store.sqlite') })
    database.connection.exec('CREATE TABLE t (x TEXT)')
    database.connection.pragma('max_page_count = 10')
    const insert = database.connection.prepare('INSERT INTO t VALUES (?)')
    const writing = database.write(() => {
      for (let i = 0; i < 100; i++) insert.run('x'.repeat(1000))
    })
    await expect(writing).rejects.toMatchObject({ name: 'TransientError', message: /no room left/ })
    expect(database.connection.prepare('SELECT count(*) FROM t').pluck().get()).toBe(0)
    expect(await database.write(() => insert.run('x').changes)).toBe(1)
    database.close()
  })

  test('what a rehearsal writes is taken back, also when it throws', async () => {
    const database = openDatabase({ path: ':memory:' })
    database.connection.exec('CREATE TABLE t (x TEXT)')
    const insert = database.connection.prepare('INSERT INTO t VALUES (1)')
    expect(await database.rehearse(() => insert.run().changes)).toBe(1)
    const throwing = database.rehearse(() => {
      insert.run()
      throw new Error('no')
    })
    await expect(throwing).rejects.toThrow('no')
    expect(database.connection.prepare('SELECT count(*) FROM t').pluck().get()).toBe(0)
    database.close()
  })

  test('a copy taken while writing goes on is whole and opens as a store', async () => {
    const under = await openTestStore()
    const { store } = under
    await store.contacts.import(
      Array.from({ length: 3000 }, (_, i) => ({ id: `c${i}`, change: {} })),
      MONDAY,
    )
    const copying = store.operations.backup(folder, MONDAY)
    await store.contacts.create(someContact('later'), MONDAY)
    const path = await copying
    expect(path).toBe(join(folder, 'couveuse-2026-03-02T08-00-00-000Z.sqlite'))
    const copy = await openSqliteStore({ path, now: MONDAY })
    expect(await copy.contacts.count()).toBeGreaterThanOrEqual(3000)
    expect(await copy.operations.integrity()).toEqual([])
    await copy.close()
    await under.dispose()
  })

  test('a contact whose rows are damaged is named, and the others are loaded', async () => {
    const under = await openTestStore()
    for (const id of ['ada', 'bob']) await under.store.contacts.create(someContact(id), MONDAY)
    const other = new Connection(under.path)
    other.exec(`UPDATE contact_docs SET doc = '{' WHERE contact_ref = (SELECT ref FROM contacts WHERE id = 'ada')`)
    other.close()
    const due = await under.store.turns.claimDue({ now: MONDAY, limit: 10 })
    const { contacts, unreadable } = await under.store.turns.loadStates(due, { now: MONDAY, watchedEvents: 'all' })
    expect(contacts.map(({ state }) => state.contact.id)).toEqual(['bob'])
    expect(unreadable).toMatchObject([{ contactId: 'ada', faults: 0, message: /JSON/ }])
    await under.store.turns.setAside(
      unreadable.map((contact) => ({ contact, code: 'unreadable', message: contact.message, retryAt: null })),
      MONDAY,
    )
    expect(await under.store.turns.claimDue({ now: MONDAY, limit: 10 })).toEqual(contacts.map(({ handle }) => handle))
    await under.dispose()
  })
})

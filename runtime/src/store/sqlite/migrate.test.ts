import Connection from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MONDAY, openTestStore, type StoreUnderTest, someContact } from '../../testing/store-fixture.ts'
import { openDatabase, type SqliteDatabase } from './database.ts'
import { migrate, readMigrations } from './migrate.ts'

const namesIn = ({ connection }: SqliteDatabase): unknown[] =>
  connection.prepare('SELECT name FROM migrations ORDER BY name').pluck().all()

describe('Migrations', () => {
  let database: SqliteDatabase
  beforeEach(() => {
    database = openDatabase({ path: ':memory:' })
  })
  afterEach(() => database.close())

  test('are numbered without a gap', () => {
    expect(readMigrations().map(({ name }) => name.slice(0, 5))).toEqual(
      readMigrations().map((_, i) => `${`${i + 1}`.padStart(4, '0')}-`),
    )
  })

  test('each of them runs, over a database that has all before it, and exactly once', async () => {
    const all = readMigrations()
    for (let count = 1; count <= all.length; count++) {
      await migrate(database, all.slice(0, count), MONDAY)
      expect(namesIn(database)).toEqual(all.slice(0, count).map(({ name }) => name))
    }
    await migrate(database, all, MONDAY)
    expect(database.connection.pragma('foreign_key_check')).toEqual([])
  })

  test('one that fails leaves no trace, and those before it stay', async () => {
    const good = { name: '0001-good', sql: 'CREATE TABLE a (x) STRICT_IS_NO_WORD' }
    const made = { name: '0001-good', sql: 'CREATE TABLE a (x)' }
    await expect(migrate(database, [good], MONDAY)).rejects.toThrow()
    await migrate(database, [made], MONDAY)
    const half = { name: '0002-half', sql: 'CREATE TABLE b (x); INSERT INTO nowhere VALUES (1)' }
    await expect(migrate(database, [made, half], MONDAY)).rejects.toThrow(/nowhere/)
    expect(namesIn(database)).toEqual(['0001-good'])
    expect(() => database.connection.prepare('SELECT * FROM b')).toThrow(/no such table/)
  })

  test('a database of a newer version is refused, and so is one with another past', async () => {
    const one = { name: '0001-one', sql: 'CREATE TABLE a (x)' }
    const two = { name: '0002-two', sql: 'CREATE TABLE b (x)' }
    await migrate(database, [one, two], MONDAY)
    await expect(migrate(database, [one], MONDAY)).rejects.toThrow(/a newer version of Couveuse \(0002-two\)/)
    await expect(migrate(database, [{ ...one, sql: 'CREATE TABLE c (x)' }, two], MONDAY)).rejects.toThrow(
      /another version of Couveuse \(0001-one\)/,
    )
  })
})

describe('A store', () => {
  let under: StoreUnderTest & { readonly path: string }
  beforeEach(async () => {
    under = await openTestStore()
  })
  afterEach(() => under.dispose())

  test('opens what an earlier start has written', async () => {
    await under.store.contacts.create(someContact('ada'), MONDAY)
    expect((await (await under.reopen()).contacts.get('ada'))?.contact.id).toBe('ada')
  })

  test('refuses to change a published version', async () => {
    await under.store.flows.create({ key: 'nurture', name: 'Nurture', draft: {} }, MONDAY)
    await under.store.flows.publish({ key: 'nurture', document: {}, messages: {}, revision: 1 }, MONDAY)
    const other = new Connection(under.path)
    expect(() => other.exec(`UPDATE flow_versions SET document = '[]'`)).toThrow(/publish the next one/)
    other.close()
  })
})

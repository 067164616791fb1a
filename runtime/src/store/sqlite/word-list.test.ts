import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WordList } from '../rows/dictionary.ts'
import { openDatabase, type SqliteDatabase } from './database.ts'
import { migrate, readMigrations } from './migrate.ts'
import { openWordList } from './word-list.ts'

describe('The list of words', () => {
  let database: SqliteDatabase
  let words: WordList
  beforeEach(async () => {
    database = openDatabase({ path: ':memory:' })
    await migrate(database, readMigrations(), 0)
    words = openWordList(database)
  })
  afterEach(() => database.close())

  const stored = () => database.connection.prepare('SELECT word FROM words ORDER BY id').pluck().all()

  test('gives a word one number, also after it is read again', () => {
    const id = words.idOf('pause')
    expect(words.idOf('pause')).toBe(id)
    expect(openWordList(database).idOf('pause')).toBe(id)
    expect(words.wordOf(id)).toBe('pause')
    expect(words.find('mail')).toBeUndefined()
    expect(id).toBeGreaterThan(0)
    expect(() => words.wordOf(99)).toThrow(/No word has the number 99/)
  })

  test('forgets the words of a transaction that was taken back, and only those', async () => {
    const kept = words.idOf('before')
    await database.write(() => words.idOf('committed'))
    const undone = database.write(() => {
      words.idOf('undone')
      throw new Error('no')
    })
    // Begun before the first one has been told that it failed.
    const next = database.write(() => words.idOf('next'))
    await expect(undone).rejects.toThrow('no')
    await next
    await database.rehearse(() => words.idOf('rehearsed'))
    expect(stored()).toEqual(['before', 'committed', 'next'])
    for (const word of ['undone', 'rehearsed']) expect(words.find(word)).toBeUndefined()
    expect(words.idOf('before')).toBe(kept)
    expect(words.wordOf(words.idOf('undone'))).toBe('undone')
    expect(stored()).toEqual(['before', 'committed', 'next', 'undone'])
  })
})

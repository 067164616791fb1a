import { InvariantError } from '@couveuse/shared/contract/problem'
import type { SqliteDatabase } from './database.ts'

/** Numbers for recurring words, and back. 0 is no word. */
export interface WordList {
  /** Adds a word it does not know. Never call it inside a transaction: a rollback would take the word away again. */
  idOf(word: string): number
  /** undefined = no row can have it */
  find(word: string): number | undefined
  wordOf(id: number): string
}

export function openWordList(database: SqliteDatabase): WordList {
  const byWord = new Map<string, number>()
  const byId: (string | undefined)[] = []
  const keep = (id: number, word: string): number => {
    byWord.set(word, id)
    byId[id] = word
    return id
  }
  for (const { id, word } of database.sql<[], { id: number; word: string }>('SELECT id, word FROM words').all())
    keep(id, word)
  const insert = database.sql<[string]>('INSERT INTO words (word) VALUES (?)')
  return {
    idOf(word) {
      const known = byWord.get(word)
      if (known !== undefined) return known
      if (database.connection.inTransaction) throw new InvariantError(`The word ${word} came up inside a transaction.`)
      return keep(Number(insert.run(word).lastInsertRowid), word)
    },
    find: (word) => byWord.get(word),
    wordOf(id) {
      const word = byId[id]
      if (word === undefined) throw new InvariantError(`No word has the number ${id}.`)
      return word
    },
  }
}

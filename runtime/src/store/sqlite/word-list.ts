import { InvariantError } from '@couveuse/shared/contract/problem'
import type { WordList } from '../rows/dictionary.ts'
import type { SqliteDatabase } from './database.ts'

export function openWordList(database: SqliteDatabase): WordList {
  const byWord = new Map<string, number>()
  const byId: (string | undefined)[] = []
  const added: string[] = []
  const keep = (id: number, word: string): number => {
    byWord.set(word, id)
    byId[id] = word
    return id
  }
  for (const { id, word } of database.sql<[], { id: number; word: string }>('SELECT id, word FROM words').all())
    keep(id, word)
  const insert = database.sql<[string]>('INSERT INTO words (word) VALUES (?)')
  database.watch({
    begun: () => {
      added.length = 0
    },
    undone: () => {
      for (const word of added) {
        byId[byWord.get(word) ?? 0] = undefined
        byWord.delete(word)
      }
      added.length = 0
    },
  })
  return {
    idOf(word) {
      const known = byWord.get(word)
      if (known !== undefined) return known
      added.push(word)
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

import { InvariantError } from '@couveuse/shared/contract/problem'
import type { Dictionary } from '../rows/dictionary.ts'
import { texts } from './arrays.ts'
import type { PostgresDatabase, Session } from './database.ts'
import { sql } from './sql.ts'

/**
 * Words and flow keys as this process knows them; others add to them at the same time. Encoding and decoding are
 * synchronous: where they meet something unknown, the database is asked, and they run once more.
 */
export interface SharedDictionary extends Dictionary {
  /** Runs work that puts things into rows; the database learns the words it did not know. */
  encoding<T>(work: () => T): Promise<T>
  /** Runs work that reads rows which have been fetched over this session. */
  decoding<T>(session: Session, work: () => T): Promise<T>
  /** A word as a filter: 0, which no row has, for one that nobody has ever used. */
  wordNumber(session: Session, word: string): Promise<number>
  /** The flow that has the key now; undefined = none. */
  flowNumber(session: Session, key: string): Promise<number | undefined>
  /** Flows were made or deleted, here or elsewhere. */
  reloadFlows(): Promise<void>
}

const ALL_WORDS = sql<[], { id: number; word: string }>('SELECT id, word FROM words')
const WORDS_AFTER = sql<[number], { id: number; word: string }>('SELECT id, word FROM words WHERE id > $1')
const TEACH = sql<[string]>(
  'INSERT INTO words (word) SELECT word FROM unnest($1::text[]) AS given (word) ORDER BY word ON CONFLICT DO NOTHING',
)
const NAMED = sql<[string], { id: number; word: string }>('SELECT id, word FROM words WHERE word = ANY ($1::text[])')
const FLOWS = sql<[], { id: number; key: string; deleted: boolean }>(
  'SELECT id, key, deleted_at IS NOT NULL AS deleted FROM flows',
)
const FLOW = sql<[string], { id: number }>('SELECT id FROM flows WHERE key = $1 AND deleted_at IS NULL')

export async function openDictionary(database: PostgresDatabase): Promise<SharedDictionary> {
  const byWord = new Map<string, number>()
  const byId: (string | undefined)[] = []
  let flowOfKey = new Map<string, number>()
  let keyOfFlow = new Map<number, string>()
  const unknownWords = new Set<string>()
  let isUnknown = false

  function keep(rows: readonly { id: number; word: string }[]): void {
    for (const { id, word } of rows) {
      byWord.set(word, id)
      byId[id] = word
    }
  }

  async function learn(words: readonly string[]): Promise<void> {
    const list = texts(words)
    await database.write((session) => session.run(TEACH, list))
    keep(await database.read((session) => session.all(NAMED, list)))
  }

  async function readFlows(session: Session): Promise<void> {
    const rows = await session.all(FLOWS)
    keyOfFlow = new Map(rows.map(({ id, key }) => [id, key]))
    flowOfKey = new Map(rows.filter(({ deleted }) => !deleted).map(({ id, key }) => [key, id]))
  }

  const reloadFlows = (): Promise<void> => database.read(readFlows)

  async function refresh(session: Session): Promise<void> {
    // Numbers are given out before they are committed: a lower one may appear after a higher one.
    keep(await session.all(WORDS_AFTER, Math.max(0, byId.length - 1000)))
    await readFlows(session)
  }

  async function twice<T>(work: () => T, mend: () => Promise<void>): Promise<T> {
    unknownWords.clear()
    isUnknown = false
    try {
      const result = work()
      if (unknownWords.size === 0 && !isUnknown) return result
    } catch (error) {
      if (unknownWords.size === 0 && !isUnknown) throw error
    }
    await mend()
    return work()
  }

  const keyOf = (id: number): string => {
    const key = keyOfFlow.get(id)
    if (key === undefined) {
      isUnknown = true
      throw new InvariantError(`No flow has the number ${id}.`)
    }
    return key
  }

  keep(await database.read((session) => session.all(ALL_WORDS)))
  await reloadFlows()

  return {
    words: {
      idOf(word) {
        const id = byWord.get(word)
        if (id === undefined) unknownWords.add(word)
        return id ?? 0
      },
      find: (word) => byWord.get(word),
      wordOf(id) {
        const word = byId[id]
        if (word === undefined) {
          isUnknown = true
          throw new InvariantError(`No word has the number ${id}.`)
        }
        return word
      },
    },
    flows: {
      idOf(key) {
        const id = flowOfKey.get(key)
        if (id === undefined) {
          isUnknown = true
          throw new InvariantError(`There is no flow ${key}: it was deleted, or never created.`)
        }
        return id
      },
      find: (key) => flowOfKey.get(key),
      keyOf,
      isDeleted: (id) => flowOfKey.get(keyOf(id)) !== id,
      added(id, key) {
        keyOfFlow.set(id, key)
        flowOfKey.set(key, id)
      },
      deleted(id) {
        flowOfKey.delete(keyOf(id))
      },
    },
    encoding: (work) =>
      twice(work, async () => {
        if (unknownWords.size > 0) await learn([...unknownWords])
        if (isUnknown) await reloadFlows()
      }),
    decoding: (session, work) => twice(work, () => refresh(session)),
    async wordNumber(session, word) {
      const known = byWord.get(word)
      if (known !== undefined) return known
      keep(await session.all(NAMED, texts([word])))
      return byWord.get(word) ?? 0
    },
    async flowNumber(session, key) {
      return (await session.get(FLOW, key))?.id
    },
    reloadFlows,
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDatabase, type SqliteDatabase } from './database.ts'

const FULL = 2
const NORMAL = 1

it.each([
  { asked: undefined, durable: FULL, repeatable: NORMAL },
  { asked: 'normal' as const, durable: NORMAL, repeatable: NORMAL },
])(
  'what others are told of waits for the disk, what would be done again does not (synchronous $asked)',
  async (test) => {
    const folder = await mkdtemp(join(tmpdir(), 'couveuse-database-'))
    const database = openDatabase({
      path: join(folder, 'test.db'),
      ...(test.asked === undefined ? {} : { synchronous: test.asked }),
    })
    const level = () => database.connection.pragma('synchronous', { simple: true })
    try {
      expect(await levels(database, level)).toEqual([test.durable, test.repeatable, test.repeatable, test.durable])
    } finally {
      database.close()
      await rm(folder, { recursive: true })
    }
  },
)

async function levels(database: SqliteDatabase, level: () => unknown): Promise<unknown[]> {
  return [
    await database.write(level),
    await database.writeRepeatable(level),
    await database.writeRepeatable(level),
    await database.write(level),
  ]
}

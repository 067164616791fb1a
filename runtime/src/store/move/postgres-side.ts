import { RequestError } from '@couveuse/shared/contract/problem'
import { columnsOf as asColumns, plainText } from '../postgres/arrays.ts'
import { openDatabase, type PostgresDatabase, type Session } from '../postgres/database.ts'
import { migrate } from '../postgres/migrate.ts'
import { countOthers } from '../postgres/others.ts'
import { once } from '../postgres/sql.ts'
import { readTableTypes } from '../postgres/table-types.ts'
import type { Row } from '../rows/row.ts'
import type { Side, TargetSide } from './side.ts'
import { MOVED_TABLES, tableNames } from './tables.ts'

const SNAPSHOT = once<[]>('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
const COLUMNS = once<[string], { name: string }>(
  `SELECT column_name AS name FROM information_schema.columns
   WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position`,
)
/** Where numbers are given out, and what has been given out already. */
const SEQUENCES = [
  ["pg_get_serial_sequence('contacts', 'ref')", 'contacts', 'ref'],
  ["pg_get_serial_sequence('inbox', 'id')", 'inbox', 'id'],
  ["pg_get_serial_sequence('words', 'id')", 'words', 'id'],
  ["pg_get_serial_sequence('flows', 'id')", 'flows', 'id'],
  ["'journal_ids'", 'journal', 'id'],
  ["'outbox_ids'", 'outbox', 'id'],
] as const

/**
 * Reads one snapshot of the database, which nobody else may be using.
 *
 * @throws RequestError `store_in_use`
 */
export async function openPostgresSource(url: string, now: number): Promise<Side> {
  const { database, transaction } = await openAlone(url, now)
  return {
    ...sideOf(transaction.session, database),
    async close() {
      await transaction.rollback()
      await database.close()
    },
  }
}

/**
 * Everything goes into one transaction.
 *
 * @throws RequestError `target_not_empty`, `store_in_use`
 */
export async function openPostgresTarget(url: string, now: number): Promise<TargetSide> {
  const { database, transaction } = await openAlone(url, now)
  const { session } = transaction
  const side = sideOf(session, database)
  try {
    for (const table of tableNames()) {
      const n = await side.count(table)
      if (n > (table === 'settings' ? 1 : 0))
        throw new RequestError(
          'target_not_empty',
          `The database ${database.place} is not empty (${table} has ${n} rows): name another one, or have this one made anew.`,
        )
    }
    await session.run(once<[]>('DELETE FROM settings'))
  } catch (error) {
    await transaction.rollback()
    await database.close()
    throw error
  }
  const types = await readTableTypes(database)
  return {
    ...side,
    kept: (row) => row.map((value) => (typeof value === 'string' ? plainText(value) : value)),
    async put(table, columns, rows) {
      const arrays = columns.map((column, i) => `$${i + 1}::${types(table, column)}[]`).join(', ')
      const insert = once<string[]>(`INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM unnest(${arrays})`)
      await session.run(insert, ...asColumns(rows, columns.length))
    },
    async keep() {
      for (const [sequence, table, column] of SEQUENCES)
        await session.run(
          once<[]>(`SELECT setval(${sequence}, (SELECT coalesce(max(${column}), 0) + 1 FROM ${table}), false)`),
        )
      await transaction.commit()
      await database.read((one) => one.run(once<[]>('ANALYZE')))
    },
    async close() {
      await transaction.rollback()
      await database.close()
    },
  }
}

async function openAlone(url: string, now: number) {
  const { name, others } = await countOthers(url)
  if (others > 0)
    throw new RequestError('store_in_use', `The database ${name} is in use by Couveuse: stop its processes first.`)
  const database = openDatabase({ url, connections: 2 })
  try {
    await migrate(database, now)
    const transaction = await database.begin()
    await transaction.session.run(SNAPSHOT)
    return { database, transaction }
  } catch (error) {
    await database.close()
    throw error
  }
}

function sideOf(session: Session, { place }: PostgresDatabase): Omit<Side, 'close'> {
  return {
    name: `postgres://${place}`,
    columnsOf: async (table) => (await session.all(COLUMNS, table)).map(({ name }) => name),
    count: async (table) => (await session.get(once<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`)))?.n ?? 0,
    async chunk(table, columns, after, limit) {
      const key = MOVED_TABLES[table].join(', ')
      const beyond = after ? `WHERE (${key}) > (${after.map((_, i) => `$${i + 1}`).join(', ')})` : ''
      const text = `SELECT ${columns.join(', ')} FROM ${table} ${beyond} ORDER BY ${key} LIMIT ${limit}`
      return session.all({ ...once<readonly unknown[], Row>(text), rowMode: 'array' }, ...(after ?? []))
    },
  }
}

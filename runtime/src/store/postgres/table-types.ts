import { InvariantError } from '@couveuse/shared/contract/problem'
import type { PostgresDatabase } from './database.ts'
import { sql } from './sql.ts'

/** Type of a column, as a statement casts to it. */
export type TableTypes = (table: string, column: string) => string

const COLUMNS = sql<[], { table_name: string; column_name: string; data_type: string }>(
  `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema()`,
)

export async function readTableTypes(database: PostgresDatabase): Promise<TableTypes> {
  const rows = await database.read((session) => session.all(COLUMNS))
  const types = new Map(rows.map((row) => [`${row.table_name}.${row.column_name}`, row.data_type]))
  return (table, column) => {
    const type = types.get(`${table}.${column}`)
    if (type === undefined) throw new InvariantError(`The table ${table} has no column ${column}.`)
    return type
  }
}

import type { Statement } from 'better-sqlite3'
import { type CompiledQuery, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Tables } from '../rows/tables.ts'
import type { SqliteDatabase } from './database.ts'

/** Builds queries and never runs them: running is synchronous, on our own connection. */
export const query = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** Rows of a built query. */
export type QueryRunner = <R>(built: { compile(): CompiledQuery<R> }) => R[]

/** Keeps one prepared statement per shape of a query: filters are few, so shapes are. */
export function openQueryRunner({ connection }: SqliteDatabase): QueryRunner {
  const statements = new Map<string, Statement>()
  return <R>(built: { compile(): CompiledQuery<R> }): R[] => {
    const { sql, parameters } = built.compile()
    const statement = statements.get(sql) ?? connection.prepare(sql)
    statements.set(sql, statement)
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: rows as the query builder typed them
    return statement.all(...parameters) as R[]
  }
}

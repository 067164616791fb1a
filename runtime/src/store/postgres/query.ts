import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Tables } from '../rows/tables.ts'
import type { Session } from './database.ts'
import { once } from './sql.ts'

/** Builds queries and never runs them: running is a session's affair. */
export const query = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Rows of a built query. */
export function runQuery<Row>(session: Session, built: { compile(): CompiledQuery<Row> }): Promise<Row[]> {
  const { sql, parameters } = built.compile()
  return session.all(once<readonly unknown[], Row>(sql), ...parameters)
}

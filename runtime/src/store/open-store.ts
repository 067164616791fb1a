import type { Store } from './store.ts'

/** Where a workspace is kept. */
export interface StorePlace {
  /** of the SQLite file */
  readonly databasePath: string
  /** undefined = in the SQLite file */
  readonly postgresUrl: string | undefined
}

/**
 * Opens the store the operator has chosen: one SQLite file, with this process as its only writer, or a PostgreSQL
 * database, together with others. Each backend's driver is loaded only where it is used.
 */
export async function openStore(place: StorePlace, now: number): Promise<Store> {
  if (place.postgresUrl !== undefined) {
    const { openPostgresStore } = await import('./postgres/open.ts')
    return openPostgresStore({ url: place.postgresUrl, now })
  }
  const { openSqliteStore } = await import('./sqlite/open.ts')
  return openSqliteStore({ path: place.databasePath, now })
}

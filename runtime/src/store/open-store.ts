import { RequestError } from '@couveuse/shared/contract/problem'
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

export interface Inspection {
  readonly store: Store
  /** the file, or host and database */
  readonly name: string
  readonly isInUse: boolean
}

/**
 * Opens a store beside the processes that may be at work on it, to look.
 *
 * @throws RequestError `no_workspace` when there is no such file
 */
export async function openInspection(place: StorePlace, now: number): Promise<Inspection> {
  if (place.postgresUrl === undefined) {
    const { openSqliteInspection } = await import('./sqlite/open.ts')
    return { name: place.databasePath, ...openSqliteInspection(place.databasePath) }
  }
  const { openPostgresStore } = await import('./postgres/open.ts')
  const { countOthers } = await import('./postgres/others.ts')
  const { name, others } = await countOthers(place.postgresUrl)
  return { name, store: await openPostgresStore({ url: place.postgresUrl, now }), isInUse: others > 0 }
}

/**
 * Opens a store that nobody else is at work on.
 *
 * @throws RequestError `store_in_use`
 */
export async function openAlone(place: StorePlace, now: number): Promise<Omit<Inspection, 'isInUse'>> {
  if (place.postgresUrl === undefined) return { name: place.databasePath, store: await openStore(place, now) }
  const { store, name, isInUse } = await openInspection(place, now)
  if (!isInUse) return { store, name }
  await store.close()
  throw new RequestError('store_in_use', `The database ${name} is in use by Couveuse: stop its processes first.`)
}

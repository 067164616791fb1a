import { createHash } from 'node:crypto'
import { InvariantError, RequestError } from '@couveuse/shared/contract/problem'
import type { Row } from '../rows/row.ts'
import type { Side, TargetSide } from './side.ts'
import { MOVED_TABLES, type MovedTable, OWN_COLUMNS, tableNames } from './tables.ts'

/** Where a workspace comes from or goes to. */
export type Place = { readonly path: string } | { readonly url: string }

/** A table that stands on both sides, row by row the same. */
export interface MovedRows {
  readonly table: MovedTable
  readonly rows: number
  /** SHA-256 over all rows in the order of their key, as read back from the target */
  readonly hash: string
}

export interface Progress {
  readonly phase: 'copying' | 'comparing'
  readonly table: MovedTable
  readonly done: number
  readonly of: number
}

const ROWS_AT_A_TIME = 2_000

/**
 * Moves a whole workspace from a file into a PostgreSQL database or back: copies every table in batches, then reads both
 * sides and compares them row by row. All or nothing: whatever fails, the target stays as empty as it was, and the source
 * is only read.
 *
 * @throws RequestError `same_kind`, `target_not_empty`, `store_in_use`, `no_workspace`
 * @throws InvariantError when a row came out otherwise than it went in
 */
export async function moveStore(options: {
  readonly from: Place
  readonly to: Place
  readonly now: number
  readonly tell?: (progress: Progress) => void
}): Promise<readonly MovedRows[]> {
  const { from, to, now, tell = () => undefined } = options
  if ('path' in from === 'path' in to)
    throw new RequestError(
      'same_kind',
      'A workspace moves from a file into PostgreSQL or back: write file:… on one side and postgres://… on the other. From file to file use couveuse backup, from PostgreSQL to PostgreSQL pg_dump.',
    )
  const source = await openSource(from, now)
  try {
    const target = await openTarget(to, now)
    try {
      for (const table of tableNames()) await copy(source, target, table, tell)
      const moved: MovedRows[] = []
      for (const table of tableNames()) moved.push(await compare(source, target, table, tell))
      await target.keep()
      return moved
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function openSource(place: Place, now: number): Promise<Side> {
  if ('path' in place) return (await import('./file-side.ts')).openFileSource(place.path, now)
  return (await import('./postgres-side.ts')).openPostgresSource(place.url, now)
}

async function openTarget(place: Place, now: number): Promise<TargetSide> {
  if ('path' in place) return (await import('./file-side.ts')).openFileTarget(place.path, now)
  return (await import('./postgres-side.ts')).openPostgresTarget(place.url, now)
}

/** Columns both sides have; what one has alone must be known to be its own affair. */
async function sharedColumns(source: Side, target: Side, table: MovedTable): Promise<readonly string[]> {
  const [left, right] = [await source.columnsOf(table), await target.columnsOf(table)]
  const own = OWN_COLUMNS[table] ?? []
  const lonely = [...left, ...right].filter((column) => !(left.includes(column) && right.includes(column)))
  const lost = lonely.filter((column) => !own.includes(column))
  if (lost.length > 0)
    throw new InvariantError(`${table}: the columns ${lost.join(', ')} are on one side only, nothing was moved.`)
  return left.filter((column) => !own.includes(column))
}

async function copy(source: Side, target: TargetSide, table: MovedTable, tell: (progress: Progress) => void) {
  const columns = await sharedColumns(source, target, table)
  const of = await source.count(table)
  let done = 0
  for await (const rows of chunks(source, table, columns)) {
    await target.put(table, columns, rows)
    done += rows.length
    tell({ phase: 'copying', table, done, of })
  }
}

async function compare(
  source: Side,
  target: TargetSide,
  table: MovedTable,
  tell: (progress: Progress) => void,
): Promise<MovedRows> {
  const columns = await sharedColumns(source, target, table)
  const of = await source.count(table)
  const hash = createHash('sha256')
  const arrived = chunks(target, table, columns)[Symbol.asyncIterator]()
  let done = 0
  for await (const rows of chunks(source, table, columns)) {
    const { value: others = [] } = await arrived.next()
    rows.forEach((row, i) => {
      const [left, right] = [JSON.stringify(target.kept(row)), JSON.stringify(others[i] ?? null)]
      if (left !== right)
        throw new InvariantError(
          `${table}: the row with the key ${keyOf(table, columns, row).join(', ')} came out otherwise than it went in. Nothing was moved; ${source.name} is as it was.`,
        )
      hash.update(right).update('\n')
    })
    done += rows.length
    tell({ phase: 'comparing', table, done, of })
  }
  const { value: surplus = [] } = await arrived.next()
  const there = await target.count(table)
  if (surplus.length > 0 || there !== of || done !== of)
    throw new InvariantError(`${table}: ${of} rows went in, ${there} came out. Nothing was moved.`)
  return { table, rows: done, hash: hash.digest('hex') }
}

async function* chunks(
  side: Side,
  table: MovedTable,
  columns: readonly string[],
): AsyncGenerator<readonly Row[], undefined> {
  let after: Row | undefined
  for (;;) {
    const rows = await side.chunk(table, columns, after, ROWS_AT_A_TIME)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    if (rows.length < ROWS_AT_A_TIME) return
    after = keyOf(table, columns, last)
  }
}

const keyOf = (table: MovedTable, columns: readonly string[], row: Row): Row =>
  MOVED_TABLES[table].map((column) => row[columns.indexOf(column)] ?? null)

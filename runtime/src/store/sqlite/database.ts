import { setTimeout as pause } from 'node:timers/promises'
import { InvariantError, TransientError } from '@couveuse/shared/contract/problem'
import Connection, { type Database, SqliteError, type Statement } from 'better-sqlite3'

/** Statement with the types of what it binds and returns: the boundary where rows are taken at their word. */
export type Sql<Bind extends readonly unknown[], Row = never> = Statement<[...Bind], Row>

export interface SqliteOptions {
  /** path of the file, or `:memory:` */
  readonly path: string
  /** `full` survives power loss, `normal` may lose the last commits (never more), `off` is for tests */
  readonly synchronous?: 'full' | 'normal' | 'off'
  /** for looking at a database that somebody else writes to */
  readonly isReadOnly?: boolean
}

/** Pages of the write-ahead log after which it is copied into the database: copying rarely lets pages be rewritten first. */
const CHECKPOINT_PAGES = 8000
/** A log that grew larger, because somebody read for long, is cut back to this. */
const LOG_BYTES = 64 * 1024 * 1024
const CACHE_KIB = 64 * 1024
const BUSY_MS = 5000
/** How long the process stands still for a lock, and how long it lets others go on before it looks again. */
const BUSY_STANDING_MS = 20
const BUSY_AGAIN_MS = 100

/**
 * One connection, and the only ways to use it. Work is synchronous, so nothing of this process ever runs between two
 * statements of a transaction.
 */
export interface SqliteDatabase {
  readonly connection: Database
  /** Prepares a statement; call once, at construction. */
  sql<Bind extends readonly unknown[], Row = never>(text: string): Sql<Bind, Row>
  /** Runs reads, translating the errors of SQLite. */
  read<T>(work: () => T): Promise<T>
  /**
   * Runs work in one transaction that has the write lock from its start; rolled back if it throws. Survives the loss of
   * power from its return on.
   */
  write<T>(work: () => T): Promise<T>
  /**
   * Like `write`, but the disk is not waited for: power that fails before the next `write` may undo it, whole and with all
   * that came after it. For work that would then simply be done again (ADR 8).
   */
  writeRepeatable<T>(work: () => T): Promise<T>
  /** Runs work like `write` and takes all of it back. */
  rehearse<T>(work: () => T): Promise<T>
  /** For what is remembered beside the rows: called as a transaction begins, and when it has been taken back. */
  watch(watcher: TransactionWatcher): void
  close(): void
}

export interface TransactionWatcher {
  begun(): void
  undone(): void
}

export function openDatabase(options: SqliteOptions): SqliteDatabase {
  const { isReadOnly = false } = options
  const connection = translating(
    options.path,
    () => new Connection(options.path, { timeout: BUSY_MS, readonly: isReadOnly }),
  )
  translating(options.path, () => {
    if (isReadOnly) return
    // Only a database without tables takes this: from then on room can be given back to the disk bit by bit.
    connection.pragma('auto_vacuum = INCREMENTAL')
    connection.pragma('journal_mode = WAL')
    connection.pragma(`synchronous = ${options.synchronous ?? 'full'}`)
    connection.pragma('foreign_keys = ON')
    connection.pragma(`cache_size = -${CACHE_KIB}`)
    connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    connection.pragma(`journal_size_limit = ${LOG_BYTES}`)
    connection.pragma('temp_store = MEMORY')
  })
  connection.pragma(`busy_timeout = ${BUSY_STANDING_MS}`)
  const begin = connection.prepare('BEGIN IMMEDIATE')
  const commit = connection.prepare('COMMIT')
  const rollback = connection.prepare('ROLLBACK')
  const watchers: TransactionWatcher[] = []
  const isPatient = (options.synchronous ?? 'full') === 'full'
  let isWaitingForDisk = isPatient

  /** The log is one sequence: whoever waits for the disk waits for all that was written before, too. */
  function waitForDisk(waits: boolean): void {
    if (!isPatient || isWaitingForDisk === waits) return
    connection.pragma(waits ? 'synchronous = FULL' : 'synchronous = NORMAL')
    isWaitingForDisk = waits
  }

  function start(): void {
    begin.run()
    for (const watcher of watchers) watcher.begun()
  }

  function undo(): void {
    // Some errors (a full disk) make SQLite roll back by itself.
    if (connection.inTransaction) rollback.run()
    for (const watcher of watchers) watcher.undone()
  }

  function transaction<T>(work: () => T, isDurable: boolean): T {
    waitForDisk(isDurable)
    start()
    try {
      const result = work()
      commit.run()
      return result
    } catch (error) {
      undo()
      throw error
    }
  }

  function rehearsal<T>(work: () => T): T {
    start()
    try {
      return work()
    } finally {
      undo()
    }
  }

  async function run<T>(work: () => T): Promise<T> {
    if (!connection.open) throw new InvariantError(`The store ${options.path} is closed.`)
    return translating(options.path, work)
  }

  /** For what begins with the write lock: another program that has it is waited for, while this process goes on answering. */
  async function whenFree<T>(work: () => T): Promise<T> {
    const until = performance.now() + BUSY_MS
    for (;;) {
      try {
        return await run(work)
      } catch (error) {
        if (!isBusy(error) || performance.now() > until) throw error
      }
      await pause(BUSY_AGAIN_MS)
    }
  }

  return {
    connection,
    sql: (text) => connection.prepare(text),
    read: run,
    write: (work) => whenFree(() => transaction(work, true)),
    writeRepeatable: (work) => whenFree(() => transaction(work, false)),
    rehearse: (work) => whenFree(() => rehearsal(work)),
    watch: (watcher) => void watchers.push(watcher),
    close: () => {
      if (connection.open) connection.close()
    },
  }
}

/** What SQLite says about its surroundings rather than about us: trying again later may help. */
const OUTSIDE: Readonly<Record<string, string>> = {
  SQLITE_BUSY: 'is locked by another program',
  SQLITE_LOCKED: 'is locked by another program',
  SQLITE_FULL: 'has no room left on its disk: make room, nothing was half-written',
  SQLITE_IOERR: 'cannot be read or written: look at its disk',
  SQLITE_READONLY: 'cannot be written: look at the permissions of the file and its folder',
  SQLITE_CANTOPEN: 'cannot be opened: look at the path and the permissions of its folder',
}

const familyOf = (error: InstanceType<typeof SqliteError>): string => error.code.split('_').slice(0, 2).join('_')

/** Runs work on the database at `path`; throws `TransientError` where the surroundings fail, else the error as it is. */
export function translating<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error
    const family = familyOf(error)
    if (family === 'SQLITE_NOTADB' || family === 'SQLITE_CORRUPT')
      throw new InvariantError(`${path} is damaged or no SQLite database (${error.message}): restore a backup.`, {
        cause: error,
      })
    const outside = OUTSIDE[family]
    if (outside) throw new TransientError(`The database ${path} ${outside} (${error.code}).`, { cause: error })
    throw error
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof TransientError && error.cause instanceof SqliteError && familyOf(error.cause) === 'SQLITE_BUSY'

/** The surroundings fail, whatever is being written: nothing is to be concluded about it. */
export const isOutside = (error: unknown): boolean =>
  error instanceof SqliteError && Object.hasOwn(OUTSIDE, familyOf(error))

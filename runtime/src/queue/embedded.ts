import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { TransientError } from '@couveuse/shared/contract/problem'
import { PGlite } from '@electric-sql/pglite'
import { createPostgresBackend, type PostgresConnectionOptions, type PostgresQueueBackend, runMigrations } from 'bullmq'
import type { Logger } from '../ports/logger.ts'
import type { Backend, Report } from './backend.ts'
import { claimFolder, createFolder, hasSomething, setAside } from './embedded-folder.ts'
import { EMBEDDED_OPTIONS } from './embedded-options.ts'
import { GuardedPool } from './guarded-pool.ts'
import { reasonOf } from './outage.ts'
import { migrationSession, pgliteSource } from './pglite-source.ts'

/** A thousand jobs' worth of statements: tidying in steps this small takes some 15 ms, in which nothing else runs. */
const TIDY_AFTER_STATEMENTS = 5000
const LOOK_EVERY_MS = 10_000

export interface EmbeddedOptions {
  /** The product's data folder; the queue lives in its folder `queue`. */
  readonly dataDir: string
  readonly report: Report
  readonly log: Logger
  /** Makes a new folder, which takes seconds; a test copies one. */
  readonly create?: (folder: string) => Promise<void>
}

/**
 * Queues in PostgreSQL inside this process (PGlite), kept in a folder: nothing to install. What the folder holds may be
 * lost at any time, so a folder that does not open is set aside and made anew.
 */
export async function openEmbedded({
  dataDir,
  report,
  log,
  create = createFolder,
}: EmbeddedOptions): Promise<Backend<PostgresQueueBackend, PostgresConnectionOptions>> {
  const folder = join(dataDir, 'queue')
  const giveUpFolder = await claimFolder(folder)
  const db = await openOrMakeAnew(folder, log, create).catch(async (error: unknown) => {
    await giveUpFolder()
    throw new TransientError(
      `The embedded queue cannot be made in ${folder}: ${reasonOf(error)}. Check that the folder can be written and the disk has room, or set QUEUE_URL.`,
      { cause: error },
    )
  })
  const source = pgliteSource(db)
  const guarded = new GuardedPool(source, report)
  const tidying = tidyNowAndThen(db, source.statements, report)
  const watching = watchFolder(folder, log)
  return {
    place: folder,
    factory: createPostgresBackend,
    producer: guarded,
    consumer: guarded,
    ping: async () => {
      await db.query('select 1')
    },
    abandon: () => guarded.abandon(),
    close: async () => {
      clearInterval(tidying)
      clearInterval(watching)
      await db.close()
      await giveUpFolder()
    },
  }
}

async function openOrMakeAnew(folder: string, log: Logger, create: (folder: string) => Promise<void>): Promise<PGlite> {
  if (await hasSomething(folder)) {
    try {
      return await open(folder)
    } catch (error) {
      const aside = await setAside(folder)
      log.warn(
        { error, folder, aside },
        `The embedded queue in ${folder} is damaged (${reasonOf(error)}): moved to ${aside} and made anew. Nothing is lost, the database knows all work.`,
      )
    }
  }
  await create(folder)
  return open(folder)
}

async function open(folder: string): Promise<PGlite> {
  // PGlite would make a new database on top of such ruins.
  if (!existsSync(join(folder, 'PG_VERSION'))) throw new Error('its file PG_VERSION is missing')
  const db = await PGlite.create({ ...EMBEDDED_OPTIONS, dataDir: folder })
  await runMigrations(migrationSession(db), 'bullmq')
  // This process is the only owner, so whoever had a job in hand is dead: back in line, instead of after a minute.
  await db.query(`update job set state = 'waiting', lock_token = null, locked_until_ms = null where state = 'active'`)
  return db
}

/** A lone PostgreSQL process neither vacuums nor shortens its log by itself: without this the folder only grows. */
function tidyNowAndThen(db: PGlite, statements: () => number, report: Report): NodeJS.Timeout {
  let tidiedAt = 0
  const timer = setInterval(() => {
    if (statements() - tidiedAt < TIDY_AFTER_STATEMENTS) return
    tidiedAt = statements()
    db.exec('vacuum job, event, dedup, meta, scheduler, rate_limit')
      .then(() => db.exec('checkpoint'))
      .catch(report)
  }, LOOK_EVERY_MS)
  return timer.unref()
}

/** What is open stays open without its folder, for a while: nobody else would say that it is gone. */
function watchFolder(folder: string, log: Logger): NodeJS.Timeout {
  const timer = setInterval(() => {
    if (existsSync(join(folder, 'PG_VERSION'))) return
    clearInterval(timer)
    log.warn(
      { folder },
      `The embedded queue in ${folder} was deleted while it is in use; the next start makes it anew. Nothing is lost, the database knows all work.`,
    )
  }, LOOK_EVERY_MS)
  return timer.unref()
}

import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { InvariantError, RequestError } from '@couveuse/shared/contract/problem'
import Connection from 'better-sqlite3'
import { stateNumber } from '../rows/outbox-codec.ts'
import { translating } from './database.ts'
import { findDamage } from './integrity.ts'
import { readMigrations, refuseForeignPast } from './migrate.ts'
import { takeWriterLock } from './writer-lock.ts'

export interface RestoreOptions {
  /** the file of the backup */
  readonly backup: string
  /** where the workspace is to be */
  readonly path: string
  /** a workspace that is there already is kept aside, and not refused */
  readonly replaces: boolean
  /**
   * What was on its way to people when the backup was taken may have left since. `ask`: it becomes `unknown`, so that the
   * policy for interrupted sends decides at the next start. `send`: it is sent as if nothing had happened.
   */
  readonly outbox: 'ask' | 'send'
  readonly now: number
}

export interface Restored {
  /** messages and calls whose fate the backup cannot know */
  readonly inDoubt: number
  /** where the workspace that was there is now */
  readonly keptAside: string | null
}

const PARTS = ['', '-wal', '-shm'] as const

/**
 * Puts a backup in the place of the workspace: looks at it first, refuses while a runtime holds the place, and changes
 * nothing until all is ready to be renamed.
 *
 * @throws RequestError for what the operator can mend, with a code each
 */
export function restoreFile({ backup, path, replaces, outbox, now }: RestoreOptions): Restored {
  inspect(backup)
  mkdirSync(dirname(path), { recursive: true })
  const lock = takeWriterLock(path, now)
  const unfinished = `${path}.restoring`
  try {
    if (existsSync(path) && !replaces)
      throw new RequestError(
        'workspace_exists',
        `${path}: there is a workspace already; add --replace to keep it aside and put the backup in its place`,
      )
    copyFileSync(backup, unfinished)
    const inDoubt = outbox === 'ask' ? doubt(unfinished) : 0
    flush(unfinished)
    const keptAside = existsSync(path) ? keepAside(path, now) : null
    renameSync(unfinished, path)
    flush(dirname(path))
    return { inDoubt, keptAside }
  } finally {
    for (const part of PARTS) rmSync(`${unfinished}${part}`, { force: true })
    lock.release()
  }
}

/** A sound database of this version or an older one, or an error that says what it is instead. */
function inspect(backup: string): void {
  if (!existsSync(backup)) throw new RequestError('no_backup', `${backup}: there is no such file`)
  const wrong = (what: string): RequestError => new RequestError('wrong_backup', `${backup}: ${what}`)
  try {
    const copy = translating(backup, () => new Connection(backup, { readonly: true }))
    try {
      translating(backup, () => {
        const isOurs = copy.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").get() !== undefined
        if (!isOurs) throw wrong('is a database, but no workspace of Couveuse')
        refuseForeignPast(copy, readMigrations())
        const [problem] = findDamage(copy)
        if (problem !== undefined) throw wrong(`is damaged (${problem}): take another backup`)
      })
    } finally {
      copy.close()
    }
  } catch (error) {
    if (error instanceof InvariantError) throw wrong(error.message)
    throw error
  }
}

/** What waited to be sent or was being sent: nobody knows what became of it after the backup. */
function doubt(file: string): number {
  return translating(file, () => {
    const copy = new Connection(file)
    try {
      const states = [stateNumber('queued'), stateNumber('sending')].join(', ')
      const { changes } = copy
        .prepare(
          `UPDATE outbox SET state = ${stateNumber('unknown')}, next_attempt_at = NULL,
             error = 'restored from a backup: it may have been sent since' WHERE state IN (${states})`,
        )
        .run()
      copy.pragma('wal_checkpoint(TRUNCATE)')
      return changes
    } finally {
      copy.close()
    }
  })
}

/** With its log, so that it is whole even where nobody could close it properly. */
function keepAside(path: string, now: number): string {
  const aside = `${path}.replaced-${new Date(now).toISOString().replace(/[:.]/g, '-')}`
  for (const part of PARTS) if (existsSync(`${path}${part}`)) renameSync(`${path}${part}`, `${aside}${part}`)
  return aside
}

function flush(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

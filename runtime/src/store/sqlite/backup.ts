import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { InvariantError, RequestError } from '@couveuse/shared/contract/problem'
import Connection from 'better-sqlite3'
import { translating } from './database.ts'
import { findDamage } from './integrity.ts'

/** Pages copied between two breaths of the event loop: 16 MB. */
const BACKUP_PAGES = 4096

/**
 * Copies a database file into `folder`, also while a runtime writes to it, and checks the copy. Returns its path.
 *
 * @throws RequestError `no_workspace` when there is no such file
 */
export async function backupFile(path: string, folder: string, now: number): Promise<string> {
  if (!existsSync(path)) throw new RequestError('no_workspace', `${path}: there is no workspace to back up`)
  const connection = translating(path, () => new Connection(path, { readonly: true }))
  try {
    return await backupConnection(connection, folder, now)
  } finally {
    connection.close()
  }
}

/** The same over a connection that is open already. */
export async function backupConnection(connection: Connection.Database, folder: string, now: number): Promise<string> {
  const name = `couveuse-${new Date(now).toISOString().replace(/[:.]/g, '-')}.sqlite`
  const path = join(folder, name)
  const unfinished = `${path}.partial`
  mkdirSync(folder, { recursive: true })
  try {
    await connection.backup(unfinished, { progress: () => BACKUP_PAGES })
    const [problem] = damageOf(unfinished)
    if (problem !== undefined) throw new InvariantError(`The copy ${path} is damaged: ${problem}`)
    renameSync(unfinished, path)
  } finally {
    rmSync(unfinished, { force: true })
  }
  return path
}

/** Makes the copy one file, without a log beside it, and says what is wrong with it. */
function damageOf(path: string): readonly string[] {
  return translating(path, () => {
    const copy = new Connection(path)
    try {
      copy.pragma('journal_mode = DELETE')
      return findDamage(copy)
    } finally {
      copy.close()
    }
  })
}

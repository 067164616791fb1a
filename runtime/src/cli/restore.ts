import { RequestError } from '@couveuse/shared/contract/problem'
import { fileOf, readConfig } from '../config.ts'
import { openSqliteStore } from '../store/sqlite/open.ts'
import { restoreFile } from '../store/sqlite/restore.ts'
import type { Printer } from './printer.ts'

export interface RestoreFlags {
  readonly replaces: boolean
  /** all flows wait for somebody to resume them */
  readonly pauses: boolean
  readonly outbox: string
}

/** `couveuse restore FILE`: a backup in the place of the workspace, brought up to this version. */
export async function restore(file: string, flags: RestoreFlags, print: Printer, now: () => number): Promise<number> {
  const path = fileOf(
    readConfig(),
    'restore',
    'use pg_restore --clean --dbname="$DATABASE_URL" couveuse.dump, with Couveuse stopped.',
  )
  const { replaces, outbox, pauses } = flags
  if (outbox !== 'ask' && outbox !== 'send')
    throw new RequestError('wrong_arguments', `couveuse restore: --outbox takes ask or send, and was given "${outbox}"`)
  const { inDoubt, keptAside } = restoreFile({ backup: file, path, replaces, outbox, now: now() })
  const paused = await bringUp(path, pauses, now())
  print.line(`${file} is now the workspace ${path}.`)
  if (keptAside !== null) print.line(`The workspace that was there is kept as ${keptAside}.`)
  if (inDoubt > 0)
    print.line(
      `${inDoubt} messages and calls were on their way when the backup was taken and may have left since: the policy for interrupted sends decides about them at the next start.`,
    )
  if (pauses) print.line(`${paused} flows are paused: resume each when you have looked at it.`)
  return 0
}

/** Migrates it now, while somebody watches. */
async function bringUp(path: string, pauses: boolean, now: number): Promise<number> {
  const store = await openSqliteStore({ path, now })
  try {
    if (!pauses) return 0
    let paused = 0
    for (const { key } of await store.flows.list()) if ((await store.flows.pause(key, now)) === 'paused') paused += 1
    return paused
  } finally {
    await store.close()
  }
}

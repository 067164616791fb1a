import { fileOf, readConfig } from '../config.ts'
import { backupFile } from '../store/sqlite/backup.ts'
import type { Printer } from './printer.ts'

/** `couveuse backup DIR`: a checked copy of the workspace, also while the product runs. */
export async function backup(folder: string, print: Printer, now: () => number): Promise<number> {
  const path = fileOf(
    readConfig(),
    'backup',
    'use pg_dump --format=custom "$DATABASE_URL" > couveuse.dump, which works while Couveuse runs.',
  )
  print.line(await backupFile(path, folder, now()))
  return 0
}

import { readConfig } from '../config.ts'
import { backupFile } from '../store/sqlite/backup.ts'
import type { Printer } from './printer.ts'

/** `couveuse backup DIR`: a checked copy of the workspace, also while the product runs. */
export async function backup(folder: string, print: Printer, now: () => number): Promise<number> {
  const { databasePath } = readConfig()
  print.line(await backupFile(databasePath, folder, now()))
  return 0
}

import { systemClock } from '../adapters/system-clock.ts'
import { readConfig } from '../config.ts'
import { backupFile } from '../store/sqlite/backup.ts'
import type { Printer } from './printer.ts'

/** `couveuse backup DIR`: a checked copy of the workspace, also while the product runs. */
export async function backup(folder: string, print: Printer): Promise<number> {
  const { databasePath } = readConfig()
  print.line(await backupFile(databasePath, folder, systemClock().now()))
  return 0
}

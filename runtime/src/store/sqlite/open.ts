import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { RequestError, TransientError } from '@couveuse/shared/contract/problem'
import type { Store } from '../store.ts'
import { openAnnouncementStore, openAnnouncer } from './announcements.ts'
import { openCatalog } from './catalog.ts'
import { openContactReader } from './contact-reader.ts'
import { openContactWriter } from './contact-writer.ts'
import { openContactStore } from './contacts.ts'
import { openDatabase, type SqliteOptions } from './database.ts'
import { openEnrollmentStore } from './enrollments.ts'
import { openFlowKeys } from './flow-keys.ts'
import { openFlowStore } from './flows.ts'
import { openHistoryStore } from './history.ts'
import { openInboxStore, openReceiver } from './inbox.ts'
import { openJournalReader } from './journal-reader.ts'
import { openMessageStore } from './messages.ts'
import { migrate, readMigrations, refuseForeignPast } from './migrate.ts'
import { openOperationStore } from './operations.ts'
import { openOutboxStore } from './outbox.ts'
import { openSalesStore } from './sales.ts'
import { openSettingsStore } from './settings.ts'
import { openTurnStore } from './turns.ts'
import { openWordList } from './word-list.ts'
import { isLockTaken, takeWriterLock } from './writer-lock.ts'

/**
 * Opens (and creates or migrates) a store in one SQLite file, as its only writer. Makes the folder of the file.
 *
 * @throws RequestError `store_in_use` when another runtime has the file
 * @throws TransientError when the file cannot be opened or written
 * @throws InvariantError when it is damaged, no database, or was migrated by a newer version
 */
export async function openSqliteStore(options: SqliteOptions & { readonly now: number }): Promise<Store> {
  makeFolder(options.path)
  const lock = takeWriterLock(options.path, options.now)
  try {
    const database = openDatabase(options)
    try {
      await migrate(database, readMigrations(), options.now)
      return assemble(database, lock)
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * Opens a store beside the runtime that may have it, to look and never to write: takes no lock and migrates nothing.
 *
 * @throws RequestError `no_workspace` when there is no such file
 * @throws InvariantError when it is damaged, no database, or of another version
 */
export function openSqliteInspection(path: string): { readonly store: Store; readonly isInUse: boolean } {
  if (!existsSync(path)) throw new RequestError('no_workspace', `${path}: there is no workspace`)
  const isInUse = isLockTaken(path)
  const database = openDatabase({ path, isReadOnly: true })
  try {
    const migrations = readMigrations()
    if (refuseForeignPast(database.connection, migrations) < migrations.length)
      throw new RequestError(
        'older_workspace',
        `${path}: was last used by an older version of Couveuse: start this version once, and it is brought up to date`,
      )
    return { store: assemble(database, { release: () => undefined }), isInUse }
  } catch (error) {
    database.close()
    throw error
  }
}

function makeFolder(path: string): void {
  if (path === ':memory:') return
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (error) {
    throw new TransientError(`The folder of the database ${path} cannot be made (${error}).`, { cause: error })
  }
}

function assemble(database: ReturnType<typeof openDatabase>, lock: { release(): void }): Store {
  const words = openWordList(database)
  const dictionary = { words, flows: openFlowKeys(database) }
  const reader = openContactReader(database)
  const writer = openContactWriter(database)
  const receiver = openReceiver(database)
  const readJournal = openJournalReader(database, words)
  const catalog = openCatalog(database, dictionary)
  const announcer = openAnnouncer(database)
  return {
    turns: openTurnStore(database, writer, dictionary),
    inbox: openInboxStore(database, receiver),
    announcements: openAnnouncementStore(database, announcer),
    outbox: openOutboxStore(database, receiver, dictionary),
    contacts: openContactStore(database, { reader, writer, receiver, dictionary }),
    history: openHistoryStore(database, reader, readJournal, dictionary),
    flows: openFlowStore(database, dictionary, catalog, announcer),
    enrollments: openEnrollmentStore(database, reader, readJournal, dictionary),
    sales: openSalesStore(database, reader, dictionary),
    messages: openMessageStore(database, reader, dictionary),
    settings: openSettingsStore(database, catalog),
    operations: openOperationStore(database, dictionary),
    async close() {
      database.close()
      lock.release()
    },
  }
}

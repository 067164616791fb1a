import type { Store } from '../store.ts'
import { openAnnouncementStore } from './announcements.ts'
import { openClaims } from './claim.ts'
import { openContactStore } from './contacts.ts'
import { openDatabase, type PostgresDatabase, type PostgresOptions } from './database.ts'
import { openDictionary } from './dictionary.ts'
import { openEnrollmentStore } from './enrollments.ts'
import { openFlowStore } from './flows.ts'
import { openHistoryStore } from './history.ts'
import { openInboxStore } from './inbox.ts'
import { openMessageStore } from './messages.ts'
import { migrate } from './migrate.ts'
import { openOperationStore } from './operations.ts'
import { openOutboxStore } from './outbox.ts'
import { openSalesStore } from './sales.ts'
import { openSender } from './sender.ts'
import { openSettingsStore } from './settings.ts'
import { readTableTypes } from './table-types.ts'
import { openTurnStore } from './turns.ts'
import { openBatchWriter } from './write-batch.ts'

/**
 * Opens (and fills or migrates) a store in a PostgreSQL database, together with any number of other processes.
 *
 * @throws RequestError where the address or the rights are wrong
 * @throws TransientError when the server cannot be reached
 * @throws InvariantError when a newer version has migrated the database
 */
export async function openPostgresStore(options: PostgresOptions & { readonly now: number }): Promise<Store> {
  const database = openDatabase(options)
  try {
    await migrate(database, options.now)
    return await assemble(database, options.url)
  } catch (error) {
    await database.close()
    throw error
  }
}

async function assemble(database: PostgresDatabase, url: string): Promise<Store> {
  const dictionary = await openDictionary(database)
  const writer = openBatchWriter(await readTableTypes(database))
  const claims = openClaims(database)
  const sender = openSender(url)
  return {
    turns: openTurnStore(database, claims, writer, dictionary),
    inbox: openInboxStore(database),
    announcements: openAnnouncementStore(database),
    outbox: openOutboxStore(database, sender, dictionary),
    contacts: openContactStore(database, dictionary),
    history: openHistoryStore(database, dictionary),
    flows: openFlowStore(database, dictionary),
    enrollments: openEnrollmentStore(database, dictionary),
    sales: openSalesStore(database, dictionary),
    messages: openMessageStore(database, dictionary),
    settings: openSettingsStore(database),
    operations: openOperationStore(database, dictionary),
    async close() {
      await claims.release()
      await sender.close()
      await database.close()
    },
  }
}

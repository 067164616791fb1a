import type { Contact } from '@couveuse/shared/contact/schema'
import type { Cause } from '@couveuse/shared/engine/cause'
import type { ImportOutcome, ImportRow } from '../contacts.ts'
import { foldEmail } from '../folding.ts'
import type { ContactRowValues } from '../rows/contact-rows.ts'
import { importRow } from '../rows/import-row.ts'
import type { ContactHandle } from '../turns.ts'
import { numbers } from './arrays.ts'
import { contactReader, type FoundContact } from './contact-reader.ts'
import { insertContacts } from './contact-writer.ts'
import type { Session } from './database.ts'
import { receiveFor } from './inbox.ts'
import { sql } from './sql.ts'

const LOCK = sql<[string]>(
  'SELECT contact_ref FROM contact_clock WHERE contact_ref = ANY ($1::bigint[]) ORDER BY contact_ref FOR NO KEY UPDATE',
)

/** What a chunk of an import comes to. */
export interface ImportPlan {
  readonly outcomes: readonly ImportOutcome[]
  readonly created: readonly ContactRowValues[]
  /** changes for inboxes; `handle` is negative for a contact created by this chunk: its place in `created`, from -1 on */
  readonly changes: readonly { readonly handle: number; readonly cause: Cause }[]
}

/** Decides row by row against all that is known, the rows before included; reads in two statements and writes nothing. */
export async function planImport(
  session: Session,
  rows: readonly ImportRow[],
  now: number,
  newId: () => string,
): Promise<ImportPlan> {
  const ids = rows.flatMap(({ id }) => id ?? [])
  const emails = rows.flatMap(({ change }) => foldEmail(change.fields?.email) ?? [])
  const [knownById, knownByEmail] = await Promise.all([
    contactReader.byIds(session, ids),
    contactReader.byEmailKeys(session, emails),
  ])
  const byId = new Map(knownById)
  const byEmail = new Map(knownByEmail)
  for (const one of knownByEmail.values()) byId.set(one.row.contact.id, one)
  const created: ContactRowValues[] = []
  const changes: { handle: number; cause: Cause }[] = []
  const target = {
    reader: { byId: (id: string) => byId.get(id), byEmailKey: (key: string) => byEmail.get(key) },
    writer: {
      insert(row: ContactRowValues) {
        created.push(row)
        const one = newlyFound(row, -created.length)
        byId.set(row.id, one)
        if (row.emailKey !== undefined) byEmail.set(row.emailKey, one)
      },
    },
    receiver: {
      receiveFor: (handle: number, { cause }: { readonly cause: Cause }) => void changes.push({ handle, cause }),
    },
    newId,
  }
  const outcomes = rows.map((row) => importRow(row, now, target))
  return { outcomes, created, changes }
}

/** Writes what was decided, inside a transaction. */
export async function carryOutImport(session: Session, { created, changes }: ImportPlan, now: number): Promise<void> {
  const handles = await insertContacts(session, created, now)
  const arrivals = changes.flatMap(({ handle, cause }) => {
    const owner = handle > 0 ? handle : handles.get(created[-handle - 1]?.id ?? '')
    return owner === undefined ? [] : [{ handle: asHandle(owner), cause }]
  })
  if (arrivals.length === 0) return
  await session.run(LOCK, numbers(arrivals.map(({ handle }) => handle)))
  await receiveFor(session, arrivals, now)
}

function newlyFound({ doc }: ContactRowValues, handle: number): FoundContact {
  const contact: Contact = JSON.parse(doc)
  const row = { contact, score: { fit: 0, engagement: 0 }, lastActivityAt: null, revision: 0 }
  return { handle: asHandle(handle), row }
}

// biome-ignore lint/nursery/noUnsafeTypeAssertion: a number of a contact in this database, or its place in this chunk
const asHandle = (handle: number): ContactHandle => handle as ContactHandle

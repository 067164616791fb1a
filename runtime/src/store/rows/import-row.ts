import { applyChange } from '@couveuse/shared/contact/change'
import type { Contact } from '@couveuse/shared/contact/schema'
import type { Cause } from '@couveuse/shared/engine/cause'
import type { ContactRow, ImportOutcome, ImportRow } from '../contacts.ts'
import { foldEmail } from '../folding.ts'
import type { ContactHandle } from '../turns.ts'
import { type ContactRowValues, contactRow } from './contact-rows.ts'

interface FoundContact {
  readonly handle: ContactHandle
  readonly row: ContactRow
}

/** Where a row goes: what is known so far, the rows before it included. */
export interface ImportTarget {
  readonly reader: {
    byId(id: string): FoundContact | undefined
    byEmailKey(emailKey: string): FoundContact | undefined
  }
  readonly writer: { insert(row: ContactRowValues, now: number): void }
  readonly receiver: { receiveFor(handle: ContactHandle, arrival: { readonly cause: Cause }, now: number): void }
  newId(): string
}

/** Decides about one row of an import: a new contact, or a change for the inbox of a known one. */
export function importRow(row: ImportRow, now: number, target: ImportTarget): ImportOutcome {
  const { reader, writer, receiver } = target
  const emailKey = foldEmail(row.change.fields?.email)
  const owner = emailKey === undefined ? undefined : reader.byEmailKey(emailKey)
  const known = row.id === undefined ? owner : reader.byId(row.id)
  if (owner && owner.row.contact.id !== (known?.row.contact.id ?? row.id))
    return { type: 'email_taken', contactId: owner.row.contact.id }
  if (known) return changeKnown(known, row, now, receiver)
  const id = row.id ?? target.newId()
  const { contact } = applyChange(emptyContact(id, row.createdAt ?? now), row.change)
  writer.insert(contactRow(contact), now)
  return { type: 'created', contactId: id }
}

function changeKnown(
  { handle, row }: FoundContact,
  { change }: ImportRow,
  now: number,
  receiver: ImportTarget['receiver'],
): ImportOutcome {
  const contactId = row.contact.id
  if (applyChange(row.contact, change).changes.length === 0) return { type: 'unchanged', contactId }
  receiver.receiveFor(handle, { cause: { type: 'change', change } }, now)
  return { type: 'updated', contactId }
}

/** Somebody we know nothing about (fine print 26). */
const emptyContact = (id: string, createdAt: number): Contact => ({
  id,
  createdAt,
  fields: {},
  account: {},
  tags: [],
  lists: [],
  stage: 'suspect',
  bant: {},
  consent: {},
  suppressed: [],
})

import { instantText } from '@couveuse/shared/api/instant'
import type { ContactRecord } from '../store/history.ts'
import type { Store } from '../store/store.ts'

/** All that the workspace holds about one person, as plain JSON for that person (GDPR, articles 15 and 20). */
export interface ContactFile {
  readonly exportedAt: string
  readonly product: 'couveuse'
  readonly record: Readonly<Record<string, unknown>>
}

/** Undefined = no such contact. */
export async function contactFile(
  store: Pick<Store, 'history'>,
  contactId: string,
  now: number,
): Promise<ContactFile | undefined> {
  const record = await store.history.record(contactId)
  if (!record) return undefined
  return { exportedAt: instantText(now), product: 'couveuse', record: plainRecord(record) }
}

/** Finds somebody by id, else by e-mail address. */
export async function findContact(store: Pick<Store, 'contacts'>, name: string): Promise<string | undefined> {
  const row = (await store.contacts.get(name)) ?? (await store.contacts.findByEmail(name))
  return row?.contact.id
}

/** What people or flows have written stands as it is; only our own instants are put into words. */
const OPAQUE = new Set(['fields', 'account', 'properties', 'vars', 'memory', 'detail', 'body', 'change'])
const INSTANT = /(^at|At|By|^due|^notBefore)$/

const plainRecord = (record: ContactRecord): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).map(([name, part]) => [name, plain(part, name)]))

function plain(value: unknown, name: string): unknown {
  if (typeof value === 'number' && INSTANT.test(name)) return instantText(value)
  if (Array.isArray(value)) return value.map((one) => plain(one, name))
  if (typeof value !== 'object' || value === null || OPAQUE.has(name)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part, key)]))
}

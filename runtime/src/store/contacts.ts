import type { Page } from '@couveuse/shared/api/page'
import type { Contact, ContactChange } from '@couveuse/shared/contact/schema'
import type { Stage } from '@couveuse/shared/contract/words'

/** A contact with what its last turn noticed. */
export interface ContactRow {
  readonly contact: Contact
  /** as of the last turn; decay since then is not in it */
  readonly score: { readonly fit: number; readonly engagement: number }
  /** null = never */
  readonly lastActivityAt: number | null
  /** raised by every turn */
  readonly revision: number
}

export interface ContactQuery {
  /** in name, e-mail, phone and account; letters match whatever their case and accents */
  readonly search?: string
  readonly stage?: Stage
  /** total score, half-open: [from, below) */
  readonly score?: { readonly from?: number; readonly below?: number }
  readonly sort: 'newest' | 'oldest' | 'name' | 'score' | 'activity'
  readonly cursor?: string
  readonly limit: number
}

/** A row of an import: found by `id` if given, else by the e-mail address in `change.fields.email`. */
export interface ImportRow {
  readonly id?: string
  readonly createdAt?: number
  readonly change: ContactChange
}

export type ImportOutcome =
  | { readonly type: 'created'; readonly contactId: string }
  /** the change waits in the contact's inbox */
  | { readonly type: 'updated'; readonly contactId: string }
  | { readonly type: 'unchanged'; readonly contactId: string }
  /** another contact has this e-mail address already */
  | { readonly type: 'email_taken'; readonly contactId: string }

export type CreateOutcome =
  | { readonly type: 'created'; readonly contactId: string }
  | { readonly type: 'exists'; readonly contactId: string; readonly by: 'id' | 'email' }

/**
 * Contacts change in their turns only: an edit by people or by API is a `change` in the inbox (`inbox.receive`). An e-mail
 * address finds one contact; a flow that writes somebody else's address keeps the text, but is not found by it.
 */
export interface ContactStore {
  get(id: string): Promise<ContactRow | undefined>
  getMany(ids: readonly string[]): Promise<ReadonlyMap<string, ContactRow>>
  findByEmail(email: string): Promise<ContactRow | undefined>
  list(query: ContactQuery): Promise<Page<ContactRow> & { readonly total: number }>
  count(): Promise<number>
  /** `id` absent = made here. The new contact gets a first turn at `now`, so that scores and segments are noticed. */
  create(contact: Omit<Contact, 'id'> & { readonly id?: string }, now: number): Promise<CreateOutcome>
  /** One transaction; answers row by row. Give chunks of about a thousand. */
  import(rows: readonly ImportRow[], now: number): Promise<readonly ImportOutcome[]>
  /** What `import` would answer; writes nothing, so ids of contacts to be created are not those they would get. */
  previewImport(rows: readonly ImportRow[]): Promise<readonly ImportOutcome[]>
  /**
   * Erases the contact and every row about it; what waits to be sent is not sent. Sums stay: its open enrollments count as
   * left. False = no such contact.
   */
  delete(id: string, now: number): Promise<boolean>
}

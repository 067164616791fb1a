import type { Page } from '@couveuse/shared/api/page'
import type { Contact, ContactEvent } from '@couveuse/shared/contact/schema'
import type { MessageRecord } from '@couveuse/shared/engine/state'
import type { OutboxState } from './outbox.ts'

/** A message without its body, with what became of it. */
export interface MessageRow {
  /** outbox id; what `outbox.settle` takes */
  readonly outboxId: number
  readonly contactId: string
  readonly record: Omit<MessageRecord, 'text' | 'html'>
  readonly state: OutboxState
  readonly attempts: number
  /** null unless `queued` for another attempt */
  readonly nextAttemptAt: number | null
  /** when the provider took it, or we kept it */
  readonly sentAt: number | null
  readonly providerId: string | null
  readonly error: string | null
}

export interface MessageQuery {
  readonly channel?: MessageRecord['channel']
  readonly state?: OutboxState
  readonly flow?: string
  readonly contactId?: string
  readonly cursor?: string
  readonly limit: number
}

export interface MessageStore {
  /** Newest first. */
  list(query: MessageQuery): Promise<Page<MessageRow & { readonly contact: Contact }>>
  /** By the key of its effect (`<enrollment>:<seq>:<n>`; `<enrollment>:<seq>` finds the first message of that visit). */
  get(key: string): Promise<
    | (MessageRow & {
        readonly contact: Contact
        readonly text: string
        readonly html: string | null
        /** false = retention has emptied it */
        readonly isBodyKept: boolean
        readonly from: string | null
        readonly topic: string | null
        /** events tied to it, in order of arrival */
        readonly events: readonly ContactEvent[]
      })
    | undefined
  >
}

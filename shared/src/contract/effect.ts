import type { JsonObject } from './json.ts'
import type { MessageChannel } from './words.ts'

/**
 * What leaves the process, as data. The outbox stores it under `key` = `<enrollment>:<seq>:<n>` in the same transaction
 * as the decision, and dispatch sends it with that key as idempotency key (FLOW-DSL §7).
 */
export type Effect = {
  readonly key: string
  readonly contactId: string
  readonly enrollmentId: string
  readonly flow: string
  readonly step: string
} & (
  | {
      readonly type: 'send_message'
      readonly channel: MessageChannel
      readonly to: string
      readonly from?: string
      readonly topic?: string
      readonly subject: string
      readonly text: string | null
      readonly html?: string
      /** `<enrollment>:<seq>`: opens, clicks and bounces come back under it */
      readonly messageKey: string
    }
  | {
      readonly type: 'notify'
      readonly to: string
      readonly subject: string
      readonly text: string | null
      readonly html?: string
    }
  | {
      readonly type: 'call_webhook'
      readonly url: string
      readonly method: string
      readonly headers: Readonly<Record<string, string>>
      readonly body?: string
      /** ISO duration */
      readonly timeout: string
      readonly seq: number
    }
)
export type EffectType = Effect['type']

/** Final result of a webhook, after the last try (fine print 8). */
export type WebhookAnswer =
  | { readonly status: number; readonly body: JsonObject | unknown }
  | { readonly error: string }

import type { ContactEvent } from '../contact/schema.ts'
import type { WebhookAnswer } from '../contract/effect.ts'
import type { JsonObject } from '../contract/json.ts'
import type { HandoffOutcome, Stage } from '../contract/words.ts'

/**
 * A recorded fact that waiting steps and triggers have still to react to. Facts made by a step queue here and are worked
 * off once that enrollment has come to rest, so that no advance is interrupted half-way.
 */
export type Reaction =
  | { readonly type: 'event'; readonly event: ContactEvent }
  | { readonly type: 'change' }
  | { readonly type: 'stage'; readonly becomes: Stage }
  | {
      readonly type: 'score'
      readonly of: 'fit' | 'engagement' | 'total'
      readonly before: number
      readonly after: number
    }
  | { readonly type: 'segment'; readonly segment: string; readonly change: 'entered' | 'left' }
  | {
      readonly type: 'handoff'
      readonly enrollmentId: string
      readonly seq: number
      readonly outcome: HandoffOutcome
      readonly reason?: string
    }
  | { readonly type: 'returned'; readonly reason: string | undefined }
  | { readonly type: 'task_done'; readonly enrollmentId: string; readonly seq: number }
  | { readonly type: 'webhook'; readonly enrollmentId: string; readonly seq: number; readonly answer: WebhookAnswer }
  | {
      readonly type: 'enroll'
      readonly flow: string
      readonly trigger: string
      readonly vars?: JsonObject
      readonly properties?: JsonObject
    }

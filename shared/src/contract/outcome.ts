import type { Because } from '../conditions/because.ts'
import type { ContactChange, ContactEvent } from '../contact/schema.ts'
import type { RenderedMessage } from '../message/schema.ts'
import type { WebhookAnswer } from './effect.ts'
import type { Json, JsonObject } from './json.ts'
import type { BlockReason, HandoffOutcome, MessageChannel, TaskChannel } from './words.ts'

/** What a step asks the engine to do. Pure data; applied in order, before the outlet's next step runs. */
export type Action =
  | {
      readonly type: 'send_message'
      readonly channel: MessageChannel
      readonly to: string
      readonly from?: string
      readonly topic?: string
      readonly isTransactional: boolean
      readonly message: RenderedMessage
    }
  | {
      readonly type: 'message_blocked'
      readonly channel: MessageChannel
      readonly to: string
      readonly reason: BlockReason
    }
  | { readonly type: 'notify'; readonly to: string; readonly message: RenderedMessage }
  | {
      readonly type: 'call_webhook'
      readonly url: string
      readonly method: string
      readonly headers: Readonly<Record<string, string>>
      readonly body?: string
      readonly timeout: string
    }
  | {
      readonly type: 'open_task'
      readonly channel: TaskChannel
      readonly title: string
      readonly instructions?: string
      readonly assignee: string
      readonly dueAt: number
    }
  | {
      readonly type: 'open_handoff'
      readonly team: string
      readonly owner?: string
      readonly priority: 'low' | 'normal' | 'high'
      readonly brief: string
      readonly acceptBy: number
      readonly contactBy?: number
    }
  | { readonly type: 'change_contact'; readonly change: ContactChange }
  | { readonly type: 'add_score'; readonly fit: number; readonly engagement: number; readonly reason: string }
  | { readonly type: 'set_var'; readonly name: string; readonly value: Json }
  | { readonly type: 'reach_goal'; readonly name: string; readonly value?: number }

/**
 * What a step says when it was entered or woken:
 * - `leave` by an outlet; `pass` where the step has no outlet to take (fine print 36): ends, or jumps with `to`;
 * - `rest` until `wakeAt` (null = only an event, change or answer wakes it); `memory` comes back at the wake-up;
 * - `stay` (only when woken): nothing here for me, keep resting as before;
 * - `finish` ends the enrollment; `fail` quarantines it with a code.
 */
export type StepOutcome<Outlet extends string = string> =
  | {
      readonly type: 'leave'
      readonly outlet: Outlet
      readonly actions?: readonly Action[]
      readonly because?: readonly Because[]
      readonly detail?: JsonObject
    }
  | {
      readonly type: 'rest'
      readonly wakeAt: number | null
      readonly memory?: JsonObject
      readonly actions?: readonly Action[]
      readonly detail?: JsonObject
    }
  | { readonly type: 'stay' }
  | { readonly type: 'jump'; readonly step: string; readonly actions?: readonly Action[] }
  | { readonly type: 'pass'; readonly actions?: readonly Action[]; readonly detail?: JsonObject }
  | {
      readonly type: 'finish'
      readonly status: 'converted' | 'ended'
      readonly reason: string
      readonly actions?: readonly Action[]
      readonly enrollIn?: { readonly flow: string; readonly at: number }
    }
  | { readonly type: 'fail'; readonly code: string; readonly message: string }

/** Why a resting step is woken. */
export type Wake =
  | { readonly type: 'timer' }
  | { readonly type: 'event'; readonly event: ContactEvent }
  | { readonly type: 'change' }
  | { readonly type: 'task_done' }
  | { readonly type: 'handoff'; readonly outcome: HandoffOutcome; readonly reason?: string }
  | { readonly type: 'webhook'; readonly answer: WebhookAnswer }

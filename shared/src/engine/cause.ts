import type { ContactChange, ContactEvent } from '../contact/schema.ts'
import type { WebhookAnswer } from '../contract/effect.ts'
import type { HandoffOutcome } from '../contract/words.ts'

/**
 * Why a contact gets a turn. Several causes of one instant go into one turn: first every fact is recorded in order, then
 * goals and leave rules, then waiting steps and triggers react in order, then timers (FLOW-DSL §5).
 */
export type Cause =
  | { readonly type: 'event'; readonly event: ContactEvent }
  | { readonly type: 'change'; readonly change: ContactChange }
  | { readonly type: 'enroll'; readonly flow: string }
  | { readonly type: 'remove'; readonly flow: string }
  /** `handoffId` absent = the latest not closed by won or lost (fine print 181) */
  | {
      readonly type: 'handoff'
      readonly outcome: HandoffOutcome
      readonly handoffId?: string
      readonly reason?: string
      readonly amount?: number
    }
  /** `taskId` or `step` absent = the latest open one (fine print 4) */
  | { readonly type: 'task_done'; readonly taskId?: string; readonly step?: string }
  | { readonly type: 'webhook'; readonly enrollmentId: string; readonly seq: number; readonly answer: WebhookAnswer }
  /** an occurrence of a schedule trigger */
  | { readonly type: 'schedule'; readonly flow: string; readonly segment: string }
  /** the flow was resumed: overdue enrollments run now, or skip the messages they missed (FLOW-DSL §7) */
  | { readonly type: 'resume'; readonly flow: string; readonly missed: 'now' | 'skip' }
  /** the same, each contact at a stable point of the coming `overMs` milliseconds */
  | { readonly type: 'resume'; readonly flow: string; readonly missed: 'spread'; readonly overMs: number }
  /** a version was published with a plan for those on the way (FLOW-DSL §7); the plan stands with the version */
  | { readonly type: 'migrate'; readonly flow: string; readonly version: number }
  /** ways out of `failed`, one enrollment */
  | { readonly type: 'retry'; readonly enrollmentId: string }
  /** `outlet` absent, or one the step does not have = `else`, otherwise its first */
  | { readonly type: 'skip_step'; readonly enrollmentId: string; readonly outlet?: string }
  | { readonly type: 'end'; readonly enrollmentId: string }
  /** nothing happened but time */
  | { readonly type: 'time' }

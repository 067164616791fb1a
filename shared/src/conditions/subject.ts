import type { Contact, ContactEvent } from '../contact/schema.ts'
import type { Json } from '../contract/json.ts'
import type { AttributeType, Temperature } from '../contract/words.ts'
import type { Condition } from './schema.ts'

/** The two scores at one instant, decay applied, rounded to 6 decimals (fine print 44). */
export interface ScoreSnapshot {
  readonly fit: number
  readonly engagement: number
  readonly total: number
  readonly temperature: Temperature
}

/**
 * Everything a condition may read, at one instant. Built by the engine (or by a form that previews a segment);
 * conditions never reach past it. Parts about an enrollment are absent where there is none (segments, scoring).
 */
export interface Subject {
  /** epoch ms; the instant of evaluation */
  readonly now: number
  /** the contact's effective zone (FLOW-DSL §5) */
  readonly zone: string
  readonly contact: Contact
  /** events of one name, in order of arrival; future ones are filtered by the evaluator */
  eventsNamed(name: string): readonly ContactEvent[]
  score(): ScoreSnapshot
  /** condition of a segment, undefined when there is none of that key */
  segment(key: string): Condition | undefined
  /** declared type of `contact.<name>` or `account.<name>` (pass the full field), undefined when undeclared */
  declaredType(field: string): AttributeType | undefined
  readonly enrollment?: EnrollmentSubject | undefined
}

export interface EnrollmentSubject {
  readonly enteredAt: number
  /** name of the enrolling event, absent for manual and other triggers (fine print 87) */
  readonly entryEvent?: string | undefined
  /** id of the enrolling event: it counts `since: "entry"` however early it happened (fine print 83) */
  readonly entryEventId?: string | undefined
  readonly entryProperties: Readonly<Record<string, Json>>
  readonly vars: Readonly<Record<string, Json>>
  /** times the step has been entered */
  visits(step: string): number
  /** true when the flow has the step; `visits.<other>` is an unknown field */
  hasStep(step: string): boolean
  /** the latest message this enrollment sent from that step (fine print 84) */
  messageOf(step: string): { readonly key: string; readonly queuedAt: number } | undefined
}

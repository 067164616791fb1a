import type { JsonObject } from '../contract/json.ts'
import type { BantAnswer, ConsentState, MessageChannel, Stage } from '../contract/words.ts'

/** A value of a contact or account field: text, number, boolean or a set of texts (fine print 29). */
export type AttributeValue = string | number | boolean | readonly string[]

/**
 * A contact as the engine sees it: plain data, replaced and never mutated.
 * `fields` holds built-in (`email`, `country` …) and custom attributes side by side, because conditions and templates
 * read both as `contact.<name>` (fine print 25). Absent = missing; null is never stored.
 */
export interface Contact {
  readonly id: string
  readonly createdAt: number
  readonly fields: Readonly<Record<string, AttributeValue>>
  readonly account: Readonly<Record<string, AttributeValue>>
  readonly tags: readonly string[]
  readonly lists: readonly string[]
  readonly stage: Stage
  readonly bant: Readonly<Partial<Record<BantAnswer, boolean>>>
  /** by `email`, `sms`, `email.<topic>` …; absent = unknown (fine print 19, 20) */
  readonly consent: Readonly<Record<string, ConsentState>>
  /** channels on the suppression list (fine print 18) */
  readonly suppressed: readonly MessageChannel[]
}

/** Something the contact did, or that was done to them. Told apart by `id` (fine print 7). */
export interface ContactEvent {
  readonly id: string
  readonly name: string
  /** when it happened (fine print 5) */
  readonly occurredAt: number
  /** when it reached us; never before `occurredAt` once recorded (fine print 85) */
  readonly arrivedAt: number
  readonly properties: JsonObject
  /** made by a link scanner or other machine; counts nowhere unless a `where` asks for it (fine print 6, 155) */
  readonly machine: boolean
  /** key `<enrollment>:<seq>` of the message it belongs to */
  readonly messageKey?: string
}

/** One recorded change of a contact, in the words of FLOW-DSL §3 (fine print 45, 164). */
export interface FieldChange {
  readonly field: string
  readonly from: AttributeValue | null
  readonly to: AttributeValue | null
}

/**
 * A change set: what `update`, `do.set`, the API and built-in events ask of a contact. Maps merge key by key and null
 * clears; `tags`, `lists`, `bant`, `suppressed` replace (fine print 4); add/remove apply after a replacement.
 */
export interface ContactChange {
  readonly fields?: Readonly<Record<string, AttributeValue | null>>
  readonly account?: Readonly<Record<string, AttributeValue | null>>
  readonly tags?: readonly string[]
  readonly lists?: readonly string[]
  readonly addTags?: readonly string[]
  readonly removeTags?: readonly string[]
  readonly addLists?: readonly string[]
  readonly removeLists?: readonly string[]
  readonly stage?: Stage
  readonly bant?: Readonly<Partial<Record<BantAnswer, boolean>>>
  readonly consent?: Readonly<Record<string, ConsentState | null>>
  readonly suppressed?: readonly MessageChannel[]
}

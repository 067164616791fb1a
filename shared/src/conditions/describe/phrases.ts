import type { Json } from '../../contract/json.ts'
import type { Field } from '../fields.ts'
import type { EventCount } from '../operators/event.ts'
import type { PositiveOperator } from '../operators/names.ts'

/** A field as it is said. French adjectives agree with `gender`. */
export interface Label {
  readonly text: string
  readonly gender?: 'm' | 'f'
}

/** Operators whose sentence is "<field> <verb> <value>". */
export type ComparingOperator = Exclude<PositiveOperator, 'happened' | 'null'>

/** All a language has to bring along to speak of conditions. Sentences are for people: nothing reads them back. */
export interface Phrases {
  label(field: Field): Label
  /** the predicate of a comparison: "is below 50"; `holds` false = its contrary: "is at least 50" */
  predicate(operator: ComparingOperator, holds: boolean, value: string, subject: Subjected): string
  hasValue(holds: boolean): string
  membership(segment: string, holds: boolean): string
  /** an event as asked for: "“page_viewed” happened at least 2 times within the last 7 days" */
  event(name: string, count: EventCount, holds: boolean, where: string | undefined): string
  /** an event as counted: "“page_viewed” happened once within the last 7 days (at least 2 asked for)" */
  counted(name: string, count: EventCount, seen: number, where: string | undefined): string
  unknownField(text: string): string
  unknownOperator(text: string): string
  unknownSegment(key: string): string
  unreadable(text: string): string
  value(value: Json, field: Field | undefined): string
  duration(text: string): string
  readonly and: string
  readonly or: string
  not(text: string): string
  readonly always: string
  readonly never: string
}

/** What kind of thing is compared, where the sentence depends on it. */
export interface Subjected {
  readonly gender: 'm' | 'f'
  readonly isDate: boolean
  readonly isSet: boolean
}

/** `renewalDate` and `renewal_date` as "renewal date". */
export function inWords(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
}

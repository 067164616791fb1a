import type { ContactEvent } from '../../contact/schema.ts'
import { type RollingSpan, readRollingSpan } from '../rolling-span.ts'
import { type Condition, conditionSchema } from '../schema.ts'

/** The value of `happened` / `notHappened`, read (FLOW-DSL §3, fine print 70, 82-84). */
export interface EventCount {
  readonly atLeast: number
  /** Infinity where there is no upper bound */
  readonly atMost: number
  readonly within?: RollingSpan
  readonly sinceEntry: boolean
  /** step whose message the events must belong to */
  readonly of?: string
  readonly where?: Condition
}

export const EVENT_KEYS = ['atLeast', 'atMost', 'within', 'since', 'of', 'where'] as const

/**
 * Absent and `{}` mean "at least once". Undefined where any part is of no use, an unknown key included: keys are refused,
 * not dropped (FLOW-DSL §1), so a misspelt bound never turns into a weaker one.
 */
export function readEventCount(value: unknown): EventCount | undefined {
  if (value === undefined) return { atLeast: 1, atMost: Number.POSITIVE_INFINITY, sinceEntry: false }
  if (!isRecord(value) || !Object.keys(value).every((key) => EVENT_KEYS.some((known) => known === key)))
    return undefined
  const { atLeast, atMost, within, since, of, where } = value
  if (!isCount(atLeast) || !isCount(atMost)) return undefined
  if (since !== undefined && since !== 'entry') return undefined
  if (of !== undefined && typeof of !== 'string') return undefined
  const span = within === undefined ? undefined : readRollingSpan(within)
  if (within !== undefined && !span) return undefined
  const condition = where === undefined ? undefined : conditionSchema.safeParse(where)
  if (condition && !condition.success) return undefined
  return {
    atLeast: atLeast ?? (atMost === undefined ? 1 : 0),
    atMost: atMost ?? Number.POSITIVE_INFINITY,
    sinceEntry: since === 'entry',
    ...(span && { within: span }),
    ...(of !== undefined && { of }),
    ...(condition && { where: condition.data }),
  }
}

function isCount(value: unknown): value is number | undefined {
  return value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 0)
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** From when on events count, and to which message they must belong: fixed for one judgement. */
export interface EventBounds {
  readonly from: number
  /** counts however early it happened: the event that enrolled the contact (fine print 83) */
  readonly entryEventId?: string | undefined
  readonly messageKey?: string | undefined
}

export function isInBounds(event: ContactEvent, { from, entryEventId, messageKey }: EventBounds): boolean {
  if (messageKey !== undefined && event.messageKey !== messageKey) return false
  return event.occurredAt >= from || (entryEventId !== undefined && event.id === entryEventId)
}

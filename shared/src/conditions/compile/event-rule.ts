import type { ContactEvent } from '../../contact/schema.ts'
import { enrollmentOf } from '../fields.ts'
import { type EventBounds, type EventCount, isInBounds, readEventCount } from '../operators/event.ts'
import type { ReadOperator } from '../operators/names.ts'
import { endOfSpan, isSpanOver } from '../rolling-span.ts'
import type { Rule } from '../schema.ts'
import type { Subject } from '../subject.ts'
import { compileWhere, meetsWhere, type Where } from '../where.ts'
import { type Node, never, type Trail, teller } from './node.ts'

/** A rule `event.<name>` with `happened` or `notHappened`, its exact complement (fine print 82). */
export function compileEventRule(rule: Rule, { positive, negated }: ReadOperator, name: string): Node<Subject> {
  const count = positive === 'happened' ? readEventCount(rule.value) : undefined
  const tell = teller(rule)
  if (!count) {
    // Another type's operator, or a value of no use: the positive operator is false (fine print 71, 74).
    const because = tell(null, negated)
    return { holds: () => negated, because: () => because, nextChange: never }
  }
  const counter = new EventCounter(name, count)
  return {
    holds: (subject, now, zone, trail) => counter.happened(subject, now, zone, trail) !== negated,
    because(subject, now, zone, trail) {
      const seen = counter.count(subject, now, zone, trail, Number.POSITIVE_INFINITY)
      return tell(seen, counter.happened(subject, now, zone, trail) !== negated)
    },
    nextChange: (subject, now, zone, trail) => counter.nextChange(subject, now, zone, trail),
  }
}

/** Counts the events of one name that one rule speaks of. */
class EventCounter {
  readonly #name: string
  readonly #count: EventCount
  readonly #where: Where | undefined

  constructor(name: string, count: EventCount) {
    this.#name = name
    this.#count = count
    this.#where = count.where && compileWhere(count.where)
  }

  happened(subject: Subject, now: number, zone: string, trail: Trail | undefined): boolean {
    const { atLeast, atMost } = this.#count
    if (!this.#bounds(subject, trail)) return false
    const enough = atMost === Number.POSITIVE_INFINITY ? atLeast : atMost + 1
    return this.#isMet(this.count(subject, now, zone, trail, enough))
  }

  #isMet(count: number): boolean {
    return count >= this.#count.atLeast && count <= this.#count.atMost
  }

  /** Counts up to `enough`; the latest arrivals first, for they are the likeliest to count. */
  count(subject: Subject, now: number, zone: string, trail: Trail | undefined, enough: number): number {
    const bounds = this.#bounds(subject, trail)
    if (!bounds) return 0
    const events = subject.eventsNamed(this.#name)
    let counted = 0
    for (let i = events.length - 1; i >= 0 && counted < enough; i--) {
      const event = events[i]
      if (event && this.#counts(event, bounds, now, zone)) counted++
    }
    return counted
  }

  #counts(event: ContactEvent, bounds: EventBounds, now: number, zone: string): boolean {
    // An event of the future never counts before its time (fine print 85).
    if (event.occurredAt > now || !isInBounds(event, bounds)) return false
    const { within } = this.#count
    if (within && isSpanOver(within, event.occurredAt, now, zone)) return false
    return meetsWhere(event, this.#where, zone, now)
  }

  /** Undefined where the rule can never be met: no enrollment, or the step has sent nothing (fine print 84). */
  #bounds(subject: Subject, trail: Trail | undefined): EventBounds | undefined {
    const { of, sinceEntry } = this.#count
    if (of === undefined && !sinceEntry) return UNBOUNDED
    const enrollment = enrollmentOf(subject, trail)
    if (!enrollment) return undefined
    const since = sinceEntry ? enrollment.enteredAt : Number.NEGATIVE_INFINITY
    if (of === undefined) return { from: since, entryEventId: enrollment.entryEventId }
    const message = enrollment.messageOf(of)
    return message && { from: Math.max(since, message.queuedAt), messageKey: message.key }
  }

  nextChange(subject: Subject, now: number, zone: string, trail: Trail | undefined): number {
    const bounds = this.#bounds(subject, trail)
    if (!bounds) return Number.POSITIVE_INFINITY
    const events = subject.eventsNamed(this.#name).filter((event) => isInBounds(event, bounds))
    return this.#where && !this.#where.isTimeless
      ? this.#nextStir(events, now, zone)
      : this.#nextFlip(events, now, zone)
  }

  /** The instant at which the count first leaves or enters its bounds, exactly. */
  #nextFlip(events: readonly ContactEvent[], now: number, zone: string): number {
    const { within } = this.#count
    let counted = 0
    const steps: { readonly at: number; readonly by: number }[] = []
    for (const event of events) {
      const { occurredAt } = event
      if (within && isSpanOver(within, occurredAt, now, zone)) continue
      if (!meetsWhere(event, this.#where, zone, now)) continue
      if (occurredAt > now) steps.push({ at: occurredAt, by: 1 })
      else counted++
      if (within) steps.push({ at: endOfSpan(within, occurredAt, zone), by: -1 })
    }
    const before = this.#isMet(counted)
    steps.sort((a, b) => a.at - b.at)
    for (const [i, { at, by }] of steps.entries()) {
      counted += by
      if (steps[i + 1]?.at !== at && this.#isMet(counted) !== before) return at
    }
    return Number.POSITIVE_INFINITY
  }

  /** Where the `where` itself depends on the instant: the next moment at which anything about any event changes. */
  #nextStir(events: readonly ContactEvent[], now: number, zone: string): number {
    const { within } = this.#count
    let next = Number.POSITIVE_INFINITY
    for (const event of events) {
      if (event.occurredAt > now) next = Math.min(next, event.occurredAt)
      if (within && isSpanOver(within, event.occurredAt, now, zone)) continue
      if (within) next = Math.min(next, endOfSpan(within, event.occurredAt, zone))
      next = Math.min(next, this.#where?.node.nextChange(event, now, zone) ?? next)
    }
    return next
  }
}

const UNBOUNDED: EventBounds = { from: Number.NEGATIVE_INFINITY }

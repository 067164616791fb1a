import type { ContactEvent } from '../contact/schema.ts'
import type { Because } from './because.ts'
import { compileCondition } from './compile/condition.ts'
import type { Condition } from './schema.ts'
import type { Subject } from './subject.ts'
import { compileWhere, meetsWhere } from './where.ts'

/**
 * The verdict of a condition with its whole because: every rule of the tree, the value seen and whether it held, also
 * those that a short cut would have spared (FLOW-DSL §3, fine print 47).
 */
export function evaluate(condition: Condition, subject: Subject): Because {
  return compileCondition(condition).because(subject, subject.now, subject.zone)
}

/** The verdict alone: stops at the first rule that settles it. Always equal to `evaluate(…).holds`. */
export function holds(condition: Condition, subject: Subject): boolean {
  return compileCondition(condition).holds(subject, subject.now, subject.zone)
}

/**
 * Does the event meet the `where` of a trigger, goal, leave rule, listen entry or scoring rule: a condition on its bare
 * property names (fine print 69)? Events made by machines do only where a rule reads `machine` (fine print 6, 155).
 */
export function eventMatches(event: ContactEvent, where: Condition | undefined, zone: string, now: number): boolean {
  return meetsWhere(event, where && compileWhere(where), zone, now)
}

import { resolveField } from '../fields.ts'
import { booleanOperators } from '../operators/boolean.ts'
import { type ReadOperator, readOperator } from '../operators/names.ts'
import type { Condition, Rule } from '../schema.ts'
import type { Subject } from '../subject.ts'
import { compileEventRule } from './event-rule.ts'
import { compileGroup, type GroupNode, type Node, neverHolds, type Trail, teller } from './node.ts'
import { compileValueRule } from './value-rule.ts'

const prepared = new WeakMap<Condition, GroupNode<Subject>>()

/** Prepares a condition once per object; a condition must not be changed in place afterwards. */
export function compileCondition(condition: Condition): GroupNode<Subject> {
  const known = prepared.get(condition)
  if (known) return known
  const made = compileGroup(condition, compileRule)
  prepared.set(condition, made)
  return made
}

function compileRule(rule: Rule): Node<Subject> {
  const operator = readOperator(rule.operator)
  const field = resolveField(rule.field)
  if (!operator || !field) return neverHolds(rule)
  if (field.kind === 'event') return compileEventRule(rule, operator, field.name)
  if (field.kind === 'segment') return compileSegmentRule(rule, operator, field.name)
  return compileValueRule(rule, operator, field)
}

/**
 * `segment.<key>` is true for members, false for all others, and an unknown one makes the rule false (fine print 72, 88).
 * So does a segment met inside itself: `check` refuses the cycle, and at run time it must end.
 */
function compileSegmentRule(rule: Rule, { positive, negated }: ReadOperator, key: string): Node<Subject> {
  const tell = teller(rule)
  const judge = booleanOperators[positive]?.(rule.value)

  const isMember = (subject: Subject, now: number, zone: string, trail: Trail | undefined): boolean | undefined => {
    const condition = isInside(trail, key) ? undefined : subject.segment(key)
    return condition && compileCondition(condition).holds(subject, now, zone, { segment: key, parent: trail })
  }
  const verdict = (member: boolean | undefined) => member !== undefined && (judge?.(member) === true) !== negated

  return {
    holds: (subject, now, zone, trail) => verdict(isMember(subject, now, zone, trail)),
    because(subject, now, zone, trail) {
      const member = isMember(subject, now, zone, trail)
      return tell(member ?? null, verdict(member))
    },
    nextChange(subject, now, zone, trail) {
      const condition = isInside(trail, key) ? undefined : subject.segment(key)
      if (!condition) return Number.POSITIVE_INFINITY
      return compileCondition(condition).nextChange(subject, now, zone, { segment: key, parent: trail })
    },
  }
}

function isInside(trail: Trail | undefined, key: string): boolean {
  for (let here = trail; here; here = here.parent) if (here.segment === key) return true
  return false
}

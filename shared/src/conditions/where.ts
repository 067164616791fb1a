import type { ContactEvent } from '../contact/schema.ts'
import { compileGroup, type GroupNode, neverHolds } from './compile/node.ts'
import { compileValueRule } from './compile/value-rule.ts'
import type { ValueField } from './fields.ts'
import { isDateWord, readOperator } from './operators/names.ts'
import { readProperty } from './property-path.ts'
import { type Condition, isGroup, type Rule } from './schema.ts'

/** The field that tells events made by machines (fine print 6); it shadows a property of that name. */
export const MACHINE_FIELD = 'machine'

/** A condition on one event's properties, prepared. */
export interface Where {
  readonly node: GroupNode<ContactEvent>
  /** some rule reads `machine`: only then do machine events come into question (FLOW-DSL §3, fine print 155) */
  readonly asksForMachine: boolean
  /** no rule's verdict depends on the instant of asking */
  readonly isTimeless: boolean
}

const prepared = new WeakMap<Condition, Where>()

/** Prepares a `where` once per condition object; a condition must not be changed in place afterwards. */
export function compileWhere(condition: Condition): Where {
  const known = prepared.get(condition)
  if (known) return known
  const made: Where = {
    node: compileGroup(condition, compileRule),
    asksForMachine: someRule(condition, ({ field }) => field === MACHINE_FIELD),
    isTimeless: !someRule(condition, ({ operator }) => {
      const read = readOperator(operator)
      return read !== undefined && isDateWord(read.positive)
    }),
  }
  prepared.set(condition, made)
  return made
}

/** Bare property names, dots into nested objects (fine print 69). */
function compileRule(rule: Rule) {
  const operator = readOperator(rule.operator)
  if (!operator || rule.field === '') return neverHolds(rule)
  return compileValueRule(rule, operator, rule.field === MACHINE_FIELD ? machine : property(rule.field))
}

const machine: ValueField<ContactEvent> = { kind: 'value', type: 'boolean', read: (event) => event.machine }

function property(name: string): ValueField<ContactEvent> {
  return { kind: 'value', read: (event) => readProperty(event.properties, name) }
}

function someRule(condition: Condition, is: (rule: Rule) => boolean): boolean {
  return condition.rules.some((node) => (isGroup(node) ? someRule(node, is) : is(node)))
}

/**
 * True where the event meets the condition on its properties. Without one every event does, except those made by
 * machines, which count nowhere unless asked for (fine print 155).
 */
export function meetsWhere(event: ContactEvent, where: Where | undefined, zone: string, now: number): boolean {
  if (!where) return !event.machine
  return (where.asksForMachine || !event.machine) && where.node.holds(event, now, zone)
}

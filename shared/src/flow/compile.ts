import { mentionedEvents } from '../conditions/mentions.ts'
import type { Condition } from '../conditions/schema.ts'
import { type AnyStepKind, kindOf } from '../kinds/registry.ts'
import type { Flow, FlowKey, Step } from './schema.ts'

/** A step beside its kind, whose functions take `params`: the step itself. */
export interface CompiledStep {
  readonly step: Step
  readonly kind: AnyStepKind
  readonly params: Step
}

/** A version of a flow made ready to run: everything the engine looks up, computed once. Immutable. */
export interface CompiledFlow {
  readonly key: FlowKey
  readonly version: number
  readonly flow: Flow
  readonly steps: ReadonlyMap<string, CompiledStep>
  /** the step an outlet leads to, its fall-through included (fine print 37); undefined = the end of the path */
  edge(step: string, outlet: string): string | undefined
  /** is the outlet itself drawn? */
  isDrawn(step: string, outlet: string): boolean
  /** every condition of the flow that reads the contact, `where`s of events left out */
  readonly conditions: readonly Condition[]
  /** names of the events whose history the flow reads: counted by conditions, or waited for by a step */
  readonly watchedEvents: ReadonlySet<string>
}

/** Compiles a flow that {@link readFlow} has read; also one that `check` refuses, as a replay runs those (fine print 32). */
export function compileFlow(flow: Flow, version: number): CompiledFlow {
  const steps = new Map<string, CompiledStep>()
  const drawn = new Map<string, ReadonlyMap<string, string>>()
  const followed = new Map<string, ReadonlyMap<string, string>>()
  const conditions = [...flowConditions(flow)]
  const watchedEvents = new Set<string>()
  for (const [id, step] of Object.entries(flow.steps)) {
    const kind = kindOf(step)
    const own = new Map(Object.entries(step.next ?? {}).filter(([, target]) => target !== ''))
    steps.set(id, { step, kind, params: step })
    drawn.set(id, own)
    followed.set(id, withFallThrough(own, kind))
    const mentions = kind.mentions(step)
    for (const name of mentions.events ?? []) watchedEvents.add(name)
    for (const { condition, on } of mentions.conditions ?? []) if (on === 'contact') conditions.push(condition)
  }
  for (const condition of conditions) for (const name of mentionedEvents(condition)) watchedEvents.add(name)
  return {
    key: flow.key,
    version,
    flow,
    steps,
    edge: (step, outlet) => followed.get(step)?.get(outlet),
    isDrawn: (step, outlet) => drawn.get(step)?.has(outlet) ?? false,
    conditions,
    watchedEvents,
  }
}

function withFallThrough(own: ReadonlyMap<string, string>, kind: AnyStepKind): ReadonlyMap<string, string> {
  const all = new Map(own)
  for (const [outlet, instead] of Object.entries(kind.fallThrough)) {
    const target = instead === undefined ? undefined : own.get(instead)
    if (target !== undefined && !all.has(outlet)) all.set(outlet, target)
  }
  return all
}

function* flowConditions({ audience, goal, leaveWhen }: Flow): Generator<Condition> {
  if (audience) yield audience
  for (const rule of [...goal, ...leaveWhen]) if ('when' in rule) yield rule.when
}

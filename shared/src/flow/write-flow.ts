import type { Flow } from './schema.ts'

/**
 * The flow as the JSON people keep and exchange: keys in the order of FLOW-DSL §1, defaults left out. Reading it back
 * gives the same flow.
 */
export function writeFlow(flow: Flow): Readonly<Record<string, unknown>> {
  const {
    dsl,
    key,
    name,
    description,
    timezone,
    entry,
    audience,
    reentry,
    goal,
    leaveWhen,
    start,
    steps,
    layout,
    notes,
  } = flow
  return {
    dsl,
    key,
    ...(name === key ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(entry.length === 0 ? {} : { entry }),
    ...(audience === undefined ? {} : { audience }),
    ...(reentry.mode === 'never' && reentry.wait === undefined ? {} : { reentry }),
    ...(goal.length === 0 ? {} : { goal }),
    ...(leaveWhen.length === 0 ? {} : { leaveWhen }),
    start,
    steps,
    ...(Object.keys(layout).length === 0 ? {} : { layout }),
    ...(notes.length === 0 ? {} : { notes }),
  }
}

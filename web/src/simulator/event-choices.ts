import { mentionedEvents } from '@couveuse/shared/conditions/mentions'
import type { Condition } from '@couveuse/shared/conditions/schema'
import type { Json } from '@couveuse/shared/contract/json'
import type { Flow } from '@couveuse/shared/flow/schema'
import { kindOf } from '@couveuse/shared/kinds/registry'
import { type Workspace, workspaceEvents } from '../steps/workspace.ts'
import { sampleProperties } from './sample-event.ts'

/** An event the flow has an ear for, and what it must be like to be heard. */
export interface ListenedEvent {
  readonly properties: Readonly<Record<string, Json>>
  readonly of?: string
}

/** The events that set something off in the flow - steps that listen, triggers, goals, leave rules - and those its conditions count. */
export function listenedEvents(flow: Flow): ReadonlyMap<string, ListenedEvent> {
  const heard = new Map<string, ListenedEvent>()
  const hear = (event: string | undefined, where?: Condition, of?: string): void => {
    if (!event || heard.has(event)) return
    heard.set(event, { properties: sampleProperties(where), ...(of === undefined ? {} : { of }) })
  }
  for (const step of Object.values(flow.steps)) {
    if (step.kind === 'listen') for (const { event, where, of } of step.for) hear(event, where, of)
  }
  for (const trigger of flow.entry) if (trigger.on === 'event') hear(trigger.event, trigger.where)
  for (const rule of [...flow.goal, ...flow.leaveWhen]) if ('event' in rule) hear(rule.event, rule.where, rule.of)
  for (const condition of conditionsOf(flow)) for (const event of mentionedEvents(condition)) hear(event)
  return heard
}

function conditionsOf(flow: Flow): Condition[] {
  return [
    ...[...flow.goal, ...flow.leaveWhen].flatMap((rule) => ('when' in rule ? [rule.when] : [])),
    ...Object.values(flow.steps).flatMap((step) =>
      (kindOf(step).mentions(step).conditions ?? []).flatMap(({ condition, on }) =>
        on === 'contact' ? [condition] : [],
      ),
    ),
  ]
}

/** Sends are made by the steps themselves; nobody else makes them happen. */
const OWN_SENDS: ReadonlySet<string> = new Set(['email_sent', 'sms_sent'])

/** All other events that the workspace knows of. */
export function otherEvents(flow: Flow, workspace: Workspace): readonly string[] {
  const listened = listenedEvents(flow)
  return workspaceEvents(workspace).filter((event) => !listened.has(event) && !OWN_SENDS.has(event))
}

import { mentionedEvents } from '@couveuse/shared/conditions/mentions'
import { type Flow, flowSchema } from '@couveuse/shared/flow/schema'
import { kindOf } from '@couveuse/shared/kinds/registry'
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import { emptyWorkspace, type Workspace, workspaceEvents } from './workspace.ts'

/** What the cards and forms of steps know about their surroundings. */
export interface Editing {
  readonly workspace: Workspace
  /** the flow the step stands in, as it is drawn now */
  readonly flow: Flow
  /** an old version is looked at: nothing can be changed */
  readonly isReadOnly: boolean
}

/** A flow nobody sees: forms outside of any flow (settings, tests) still look names up in one. */
export const emptyFlow: Flow = flowSchema.parse({ dsl: 1, key: 'none', start: '', steps: {} })

const EditingContext = createContext<Editing>({ workspace: emptyWorkspace, flow: emptyFlow, isReadOnly: false })
export const EditingProvider = EditingContext.Provider

export function useEditing(): Editing {
  return useContext(EditingContext)
}

/**
 * What a card looks up. Apart from {@link Editing}, which changes with every letter that is typed anywhere in the flow:
 * hundreds of cards must not follow that, so each listens to the labels it shows alone.
 */
export interface CardNames {
  readonly workspace: Workspace
  /** the label of a step as it is now, or its id */
  labelOf(step: string): string
  subscribe(listener: () => void): () => void
}

const CardNamesContext = createContext<CardNames>({
  workspace: emptyWorkspace,
  labelOf: (step) => step,
  subscribe: () => () => undefined,
})
export const CardNamesProvider = CardNamesContext.Provider

export function useCardWorkspace(): Workspace {
  return useContext(CardNamesContext).workspace
}

/** The labels of some steps, by their ids. */
export function useLabels(steps: readonly string[]): ReadonlyMap<string, string> {
  const { labelOf, subscribe } = useContext(CardNamesContext)
  // One text, so that it is the same as long as none of the labels changes.
  const labels = useSyncExternalStore(subscribe, () => steps.map(labelOf).join('\n'))
  return useMemo(() => new Map(labels.split('\n').map((label, index) => [steps[index] ?? '', label])), [labels, steps])
}

/** Names of events to choose from: the workspace's, and those this flow speaks of. */
export function useEventNames(): readonly string[] {
  const { workspace, flow } = useEditing()
  return useMemo(() => [...new Set([...workspaceEvents(workspace), ...flowEvents(flow)])], [workspace, flow])
}

function flowEvents(flow: Flow): string[] {
  return [
    ...flow.entry.flatMap((trigger) => (trigger.on === 'event' ? [trigger.event] : [])),
    ...[...flow.goal, ...flow.leaveWhen].flatMap((rule) =>
      'event' in rule ? [rule.event] : mentionedEvents(rule.when),
    ),
    ...Object.values(flow.steps).flatMap((step) => kindOf(step).mentions(step).events ?? []),
  ].filter((name) => name !== '')
}

import type { StepKindName } from '@couveuse/shared/contract/words'
import type { Step } from '@couveuse/shared/flow/schema'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import type { Tone } from '../ui/Tag.tsx'
import type { Workspace } from './workspace.ts'

/** A step of one kind. */
export type StepOf<K extends StepKindName> = Extract<Step, { readonly kind: K }>

/** What a card is given. */
interface CardPropsOf<S extends Step> {
  readonly step: S
}
export type CardProps<K extends StepKindName> = CardPropsOf<StepOf<K>>

/** What a form is given. */
interface InspectorPropsOf<S extends Step> {
  readonly step: S
  /** the step as it is to be from now on; its connections follow outlets that are renamed */
  onChange(step: S): void
}
export type InspectorProps<K extends StepKindName> = InspectorPropsOf<StepOf<K>>

/** Over the step rather than its kind, so that the compiler sees that a view of one kind is a view of some kind. */
interface ViewOf<S extends Step> {
  readonly kind: S['kind']
  /** a new step of this kind, with what most people would choose, from what the workspace has */
  create(workspace: Workspace): S
  /** what the step does, in the two lines a card has under its label */
  Card(props: CardPropsOf<S>): ReactNode
  /** a form for every parameter of the kind */
  Inspector(props: InspectorPropsOf<S>): ReactNode
  /** an outlet in a marketer's words */
  outletName(step: S, outlet: string, t: TFunction<'steps'>): string
  /** what taking an outlet means; `neutral` for just going on */
  outletTone(outlet: string): Tone
}

/**
 * The view half of a step kind: what stands on the canvas and in the inspector. The other half, its parameters and
 * behaviour, is `shared/kinds/<kind>`. Both components read names of the workspace and the flow from `editing.ts`.
 */
export type StepView<K extends StepKindName> = ViewOf<StepOf<K>>

/** A view of which only the step knows whose it is, as `kindOf` in shared/kinds/registry. */
export type AnyStepView = ViewOf<Step>

import type { StepKindName } from '@couveuse/shared/contract/words'
import type { Step } from '@couveuse/shared/flow/schema'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import type { Tone } from '../ui/Tag.tsx'

/** A step of one kind. */
export type StepOf<K extends StepKindName> = Extract<Step, { readonly kind: K }>

export interface CardProps<K extends StepKindName> {
  readonly step: StepOf<K>
}

export interface InspectorProps<K extends StepKindName> {
  readonly step: StepOf<K>
  /** the step as it is to be from now on; its connections follow outlets that are renamed */
  onChange(step: StepOf<K>): void
}

/**
 * The view half of a step kind: what stands on the canvas and in the inspector. The other half, its parameters and
 * behaviour, is `shared/kinds/<kind>`. Both components read names of the workspace and the flow from `editing.ts`.
 */
export interface StepView<K extends StepKindName> {
  readonly kind: K
  /** a new step of this kind, with what most people would choose */
  create(): StepOf<K>
  /** what the step does, in the two lines a card has under its label */
  Card(props: CardProps<K>): ReactNode
  /** a form for every parameter of the kind */
  Inspector(props: InspectorProps<K>): ReactNode
  /** an outlet in a marketer's words */
  outletName(step: StepOf<K>, outlet: string, t: TFunction<'steps'>): string
  /** what taking an outlet means; `neutral` for just going on */
  outletTone(outlet: string): Tone
}

/** A view of which only the step knows whose it is, as `kindOf` in shared/kinds/registry. */
export type AnyStepView = StepView<StepKindName>

import type { z } from 'zod'
import type { Condition } from '../conditions/schema.ts'
import type { Environment } from './environment.ts'
import type { JsonObject } from './json.ts'
import type { StepOutcome, Wake } from './outcome.ts'
import type { Problem } from './problem.ts'
import type { Language, StepFamily, StepKindName } from './words.ts'

/** What a step mentions, so that `check`, the store's loader and the canvas know without understanding the kind. */
export interface Mentions {
  readonly conditions?: readonly {
    readonly field: string
    readonly condition: Condition
    readonly on: 'contact' | 'event'
  }[]
  /** Liquid templates with their path inside the step */
  readonly templates?: readonly { readonly field: string; readonly template: string }[]
  readonly messages?: readonly { readonly field: string; readonly key: string }[]
  readonly events?: readonly string[]
  readonly steps?: readonly { readonly field: string; readonly step: string }[]
  readonly flows?: readonly { readonly field: string; readonly key: string }[]
  readonly teams?: readonly { readonly field: string; readonly team: string }[]
  readonly topics?: readonly { readonly field: string; readonly topic: string }[]
  readonly durations?: readonly {
    readonly field: string
    readonly text: string
    readonly allow: 'positive' | 'signed'
  }[]
  readonly zones?: readonly { readonly field: string; readonly zone: string }[]
  /** attributes written (`update.set`) by bare name */
  readonly writes?: readonly string[]
  /** fields read outside of conditions, as FLOW-DSL §3 writes them; `as` = what they must be able to say */
  readonly reads?: readonly { readonly field: string; readonly reads: string; readonly as: 'date' }[]
}

/** What a resting visit carries over to another version. */
export interface Resting {
  readonly wakeAt: number | null
  readonly memory: JsonObject
}

/** What it means that an outlet is not drawn, told by the kind; the place is added by `check`. */
export type Undrawn = Pick<Problem, 'code' | 'level' | 'message' | 'fix'>

/**
 * One step kind, whole: its parameters, outlets and pure behaviour. One folder in `shared/src/kinds/<kind>/`, one line in
 * `registry.ts`, one folder in `web/src/steps/`; the compiler names whatever else is needed.
 */
export interface StepKind<Name extends StepKindName, Params, Outlet extends string> {
  readonly kind: Name
  readonly family: StepFamily
  /** strict zod object of the kind's own parameters (without kind, label, note, next): shape only, no refinements */
  readonly params: z.ZodType<Params> & { readonly shape: z.core.$ZodShape }
  /** the literal outlets this step has, in drawing order */
  outlets(params: Params): readonly Outlet[]
  /** outlet -> the outlet whose edge is followed when it is not drawn (fine print 37) */
  readonly fallThrough: Readonly<Partial<Record<string, Outlet>>>
  /** acts on the world: goals and leave rules are tested before it (FLOW-DSL §2) */
  readonly isActing: boolean
  /** may the enrollment rest here? `check` looks for loops without any such step */
  mayRest(params: Params, isDrawn: (outlet: string) => boolean): boolean
  mentions(params: Params): Mentions
  /** rules that the parameters' shape cannot say; `field` is relative to the step, without the step id */
  check?(params: Params): readonly Omit<Problem, 'step'>[]
  /** for an outlet that is not drawn: `null` = nothing to say, undefined or absent = "the trip ends here", told as an info */
  undrawn?(params: Params, outlet: NoInfer<Outlet>, isDrawn: (outlet: string) => boolean): Undrawn | null | undefined
  /** steps it may jump to without an outlet (`nurture.step`); absent = none */
  jumps?(params: Params): readonly string[]
  /** the step in words, one line, without its label: "Wait 3 days, then Mon-Fri 09:00-17:00" */
  describe(params: Params, language: Language): string
  enter(params: Params, env: Environment): StepOutcome<NoInfer<Outlet>>
  /** absent for kinds that never rest */
  resume?(params: Params, env: Environment, wake: Wake, memory: JsonObject): StepOutcome<NoInfer<Outlet>>
  /**
   * A visit that rests here is moved to another version of the flow, in which this is still the same kind of step: what
   * becomes of it. `stay` = it rests as planned. Absent = the step is entered anew.
   */
  carryOn?(params: Params, env: Environment, rest: Resting): StepOutcome<NoInfer<Outlet>>
}

/** Identity that pins the types: parameters from the schema, outlets from `outlets`. */
export function defineStepKind<
  const Name extends StepKindName,
  Schema extends z.ZodObject,
  const Outlet extends string,
>(
  kind: StepKind<Name, z.infer<Schema>, Outlet> & { readonly params: Schema },
): StepKind<Name, z.infer<Schema>, Outlet> {
  return kind
}

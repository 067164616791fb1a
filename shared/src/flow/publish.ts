import { z } from 'zod'
import { kindOf } from '../kinds/registry.ts'
import type { MessageTemplate } from '../message/schema.ts'
import type { Flow, Step } from './schema.ts'
import { valueDifferences } from './value-diff.ts'

/**
 * What a publication does with whoever waits at a step of an older version (FLOW-DSL §7). Staying on the old version is
 * the absence of a choice: nothing happens to a contact that nobody decided about.
 */
export const migrationChoiceSchema = z.union([
  /** a step of the new version */
  z.strictObject({ to: z.string().min(1) }),
  /** leaves the flow; the reason as people will read it */
  z.strictObject({ end: z.string().trim().min(1).max(100) }),
])
export type MigrationChoice = z.infer<typeof migrationChoiceSchema>

/** By version they are in, then by the step they wait at. Kept with the version that was published by it, for ever. */
export const migrationPlanSchema = z.record(z.string(), z.record(z.string(), migrationChoiceSchema))
export type MigrationPlan = z.infer<typeof migrationPlanSchema>

/** A version as a plan looks at it: what is drawn, and the messages it was published with. */
export interface PlannedVersion {
  readonly flow: Flow
  readonly messages: Readonly<Record<string, MessageTemplate>>
}

/** What the new version makes of a step of an older one. */
export type StepChange = 'unchanged' | 'changed' | 'removed'

/** What is decided about one place of one version; undefined = stay. */
export function choiceAt(plan: MigrationPlan | undefined, version: number, step: string): MigrationChoice | undefined {
  const steps = plan && Object.hasOwn(plan, version) ? plan[version] : undefined
  return steps && Object.hasOwn(steps, step) ? steps[step] : undefined
}

/** Labels and notes never count; where a way leads and the text of a library message do. */
export function stepChange(id: string, before: PlannedVersion, after: PlannedVersion): StepChange {
  const [was, is] = [stepOf(before.flow, id), stepOf(after.flow, id)]
  if (!is) return 'removed'
  if (!was) return 'changed'
  const isSame = valueDifferences(logicOf(was), logicOf(is)).length === 0 && isSameText(was, before, after)
  return isSame ? 'unchanged' : 'changed'
}

function isSameText(step: Step, before: PlannedVersion, after: PlannedVersion): boolean {
  const keys = (kindOf(step).mentions(step).messages ?? []).map(({ key }) => key)
  return keys.every((key) => valueDifferences(before.messages[key], after.messages[key]).length === 0)
}

function logicOf({ label: _label, note: _note, ...logic }: Step): object {
  return logic
}

function stepOf({ steps }: Flow, id: string): Step | undefined {
  return Object.hasOwn(steps, id) ? steps[id] : undefined
}

/** A place in a plan that the new version cannot follow. */
export interface PlanProblem {
  readonly version: string
  readonly step: string
  readonly message: string
}

/** Whoever is moved must find a step to be moved to. */
export function planProblems(plan: MigrationPlan, next: Flow): readonly PlanProblem[] {
  return Object.entries(plan).flatMap(([version, steps]) =>
    Object.entries(steps).flatMap(([step, choice]) =>
      'to' in choice && !stepOf(next, choice.to)
        ? [{ version, step, message: `there is no step "${choice.to}" in the version to be published` }]
        : [],
    ),
  )
}

/** Versions and steps at which something is decided: those who wait there have to be told. */
export function concernedPlaces(plan: MigrationPlan): readonly { readonly version: number; readonly step: string }[] {
  return Object.entries(plan).flatMap(([version, steps]) =>
    Object.keys(steps).map((step) => ({ version: Number(version), step })),
  )
}

import type { MigrationOffer, MigrationPlace } from '@couveuse/shared/api/publications'
import { STEP_CHANGES } from '@couveuse/shared/api/publications'
import { type MigrationPlan, type PlannedVersion, planProblems, stepChange } from '@couveuse/shared/flow/publish'
import { type Flow, readFlow } from '@couveuse/shared/flow/schema'
import type { StepCounts } from '../store/flows.ts'
import type { Store } from '../store/store.ts'
import type { NextVersion } from './next-version.ts'
import { refuse } from './refuse.ts'

/** Whom the publication finds where, and what it makes of the step they wait at (FLOW-DSL §7). Counts are live: reading them costs nothing. */
export async function migrationOffer(store: Store, next: NextVersion): Promise<MigrationOffer> {
  const { record, restores } = next
  const places: MigrationPlace[] = []
  for (const [version, counts] of await occupied(store, record.key)) {
    const old = await plannedVersion(store, record.key, version)
    if (old) for (const one of counts) places.push(placeOf(one, old, next))
  }
  return {
    key: record.key,
    next: next.next,
    restores,
    revision: record.draftRevision,
    isPaused: record.pausedAt !== null,
    places: places.sort((a, b) => a.version - b.version || rank(a) - rank(b) || b.waiting - a.waiting),
    steps: Object.entries(next.flow.steps).map(([id, step]) => ({
      id,
      label: labelOf(next.flow, id),
      kind: step.kind,
    })),
  }
}

/** By version, where somebody is now. */
export async function occupied(store: Store, key: string): Promise<ReadonlyMap<number, readonly StepCounts[]>> {
  const counts = await store.flows.stepCounts(key)
  return Map.groupBy(
    counts.filter(({ resting, failed }) => resting + failed > 0),
    ({ version }) => version,
  )
}

export async function plannedVersion(store: Store, key: string, version: number): Promise<PlannedVersion | undefined> {
  const record = await store.flows.version(key, version)
  const read = record && readFlow(record.document)
  return record && read?.ok ? { flow: read.flow, messages: record.messages } : undefined
}

function placeOf(
  { version, step, resting, failed }: StepCounts,
  old: PlannedVersion,
  next: PlannedVersion,
): MigrationPlace {
  const kind = kindOf(old.flow, step)
  return {
    version,
    step,
    label: labelOf(old.flow, step),
    kind: kind ?? '',
    change: stepChange(step, old, next),
    waiting: resting,
    failed,
    goesOn: kind !== undefined && kindOf(next.flow, step) === kind,
  }
}

const rank = ({ change }: MigrationPlace): number => -STEP_CHANGES.indexOf(change)

const kindOf = ({ steps }: Flow, id: string) => (Object.hasOwn(steps, id) ? steps[id]?.kind : undefined)

export function labelOf({ steps }: Flow, id: string): string {
  const label = Object.hasOwn(steps, id) ? steps[id]?.label : undefined
  return label === undefined || label === '' ? id : label
}

/** Nobody is moved to a step that is not there, or out of a version that does not exist yet. */
export function refuseUnknownSteps(plan: MigrationPlan, { flow, next }: NextVersion): void {
  const [problem] = planProblems(plan, flow)
  if (problem) {
    const { version, step, message } = problem
    throw refuse('step_not_found', `Version ${version}, step "${step}": ${message}.`, `migration.${version}.${step}.to`)
  }
  const strange = Object.keys(plan).find((version) => !(Number(version) >= 1 && Number(version) < next))
  if (strange !== undefined)
    throw refuse(
      'version_not_found',
      `Nobody can be in version ${strange} before version ${next}.`,
      `migration.${strange}`,
    )
}

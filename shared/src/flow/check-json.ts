import type { Problem } from '../contract/problem.ts'
import type { CheckWorkspace } from './check/context.ts'
import { checkFlow } from './check.ts'
import { readFlow, STEP_ID } from './schema.ts'

/**
 * `check` of raw JSON (fine print 33): every violation in one go. Where the shape is wrong, the parts that can be read are
 * checked all the same - a misspelt key in one step must not hide a bad duration in another.
 */
export function checkFlowJson(json: unknown, workspace?: CheckWorkspace): readonly Problem[] {
  const read = readFlow(json)
  if (read.ok) return checkFlow(read.flow, workspace)
  const repaired = readFlow(repair(json, read.problems))
  if (!repaired.ok) return read.problems
  const broken = new Set(read.problems.flatMap(({ step }) => step ?? []))
  const others = checkFlow(repaired.flow, workspace).filter(
    ({ step, code }) => !(step !== undefined && broken.has(step)) && !ABOUT_PATHS.has(code),
  )
  return [...read.problems, ...others]
}

/** Stands in for a step that cannot be read, so that what leads to it finds it. */
const STAND_IN = { kind: 'end', reason: 'cannot be read', outcome: 'neutral' }

/** Findings that depend on the ways through the whole flow, which stand-ins cut. */
const ABOUT_PATHS: ReadonlySet<string> = new Set([
  'unreachable_step',
  'loop_without_rest',
  'no_consent_path',
  'undrawn_outlet',
])

/** Steps with a problem are replaced, other parts with a problem left out. */
function repair(json: unknown, problems: readonly Problem[]): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json
  const brokenSteps = new Set(problems.flatMap(({ step }) => step ?? []))
  const brokenParts = new Set(
    problems.flatMap(({ step, field }) => (step === undefined ? (field?.split(/[.[]/)[0] ?? []) : [])),
  )
  const parts = Object.entries(json).filter(([name]) => !brokenParts.has(name))
  const required = Object.entries({ dsl: 1, key: 'unreadable' }).filter(([name]) => brokenParts.has(name))
  return Object.fromEntries(
    [...required, ...parts].map(([name, part]) => [
      name,
      name === 'steps' && isObject(part) ? repairSteps(part, brokenSteps) : part,
    ]),
  )
}

function repairSteps(steps: object, broken: ReadonlySet<string>): object {
  const readable = Object.entries(steps).filter(([id]) => STEP_ID.test(id))
  return Object.fromEntries(readable.map(([id, step]) => [id, broken.has(id) ? STAND_IN : step]))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

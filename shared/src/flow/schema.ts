import { z } from 'zod'
import { conditionSchema } from '../conditions/schema.ts'
import type { Problem } from '../contract/problem.ts'
import type { StepKindName } from '../contract/words.ts'
import { type KindParams, stepKinds } from '../kinds/registry.ts'
import { FLOW_LIMITS, limitProblem, tooLarge } from './limits.ts'
import { shapeProblems } from './shape-problems.ts'
import { exitRuleSchema, reentrySchema, triggerSchema } from './triggers.ts'

/**
 * The shape of a flow (FLOW-DSL §1, fine print 51, 52). Shape only: whether durations, conditions and references make
 * sense is for `check`, because a replay runs flows that `check` refuses (fine print 32).
 */

export const STEP_ID = /^[a-z][a-z0-9_-]{0,39}$/
const flowKeySchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,63}$/,
    'a key starts with a small letter and has only a-z, 0-9 and -, at most 64 characters',
  )
  .brand<'FlowKey'>()
/** Key of a flow, unique in the workspace. */
export type FlowKey = z.infer<typeof flowKeySchema>

/** What every step may have beside its kind's parameters. */
const commonShape = {
  label: z.string().optional(),
  note: z.string().optional(),
  /** outlet -> step id; where it leads is judged by `check` */
  next: z.record(z.string(), z.string()).optional(),
}
interface StepCommon {
  label?: string | undefined
  note?: string | undefined
  next?: Record<string, string> | undefined
}

/** A step as drawn: its kind, that kind's parameters, and what all steps share. */
export type Step = { [K in StepKindName]: { kind: K } & StepCommon & KindParams[K] }[StepKindName]

function stepShape(kind: (typeof stepKinds)[StepKindName]) {
  const name = `${kind.kind[0]?.toUpperCase()}${kind.kind.slice(1)}Step`
  return z.strictObject({ kind: z.literal(kind.kind), ...commonShape, ...kind.params.shape }).meta({ id: name })
}

const [firstShape, ...otherShapes] = Object.values(stepKinds).map(stepShape)
if (!firstShape) throw new Error('there is no step kind')

// The registry knows which parameters belong to which kind; building the union from it loses that for the compiler.
// biome-ignore lint/nursery/noUnsafeTypeAssertion: the parse boundary, tested for every kind in schema.test.ts
export const stepSchema = z.discriminatedUnion('kind', [firstShape, ...otherShapes]) as unknown as z.ZodType<Step>

const point = z.tuple([z.number(), z.number()])

const flowShapeObject = {
  dsl: z.literal(1),
  key: flowKeySchema,
  name: z.string().optional(),
  description: z.string().optional(),
  timezone: z.string().optional(),
  entry: z.array(triggerSchema).default([]),
  audience: conditionSchema.optional(),
  reentry: reentrySchema.default({ mode: 'never' }),
  goal: z.array(exitRuleSchema).default([]),
  leaveWhen: z.array(exitRuleSchema).default([]),
  /** a draft may still point nowhere: `check` says so */
  start: z.string(),
  steps: z.record(z.string().regex(STEP_ID), stepSchema),
  layout: z.record(z.string(), point).default({}),
  notes: z.array(z.strictObject({ at: point, text: z.string(), color: z.string().optional() })).default([]),
}

/** A flow as JSON, defaults not yet filled in: what the JSON Schema is made from. */
export const flowShape = z.strictObject(flowShapeObject).meta({ id: 'Flow' })

/** A flow, defaults filled in; `name` defaults to the key. Prefer {@link readFlow}, which explains what is wrong. */
export const flowSchema = flowShape.transform((flow) => ({ ...flow, name: flow.name ?? flow.key }))
export type Flow = z.infer<typeof flowSchema>
export type FlowNote = Flow['notes'][number]

export type FlowRead =
  | { readonly ok: true; readonly flow: Flow }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Reads raw JSON as a flow. Never throws; every problem names its exact place (`step` and `field`, or `field` alone). */
export function readFlow(json: unknown): FlowRead {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return refused([notAnObject()])
  const limit = limitProblem(json)
  if (limit) return refused([limit])
  const steps =
    'steps' in json && typeof json.steps === 'object' && json.steps !== null ? Object.keys(json.steps).length : 0
  if (steps > FLOW_LIMITS.steps) return refused([tooManySteps(steps)])
  const read = flowSchema.safeParse(json)
  return read.success
    ? { ok: true, flow: read.data }
    : refused(shapeProblems(read.error.issues, json, (path) => knownKeys(json, path)))
}

/** As {@link readFlow}, from the text of a file. */
export function readFlowText(text: string): FlowRead {
  if (text.length > FLOW_LIMITS.characters) return refused([tooLarge()])
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable'
    return refused([
      {
        code: 'not_json',
        level: 'error',
        message: `this is not JSON: ${why}`,
        fix: 'Correct the file, or export the flow again.',
      },
    ])
  }
  return readFlow(json)
}

function refused(problems: readonly Problem[]): FlowRead {
  return { ok: false, problems }
}

function notAnObject(): Problem {
  return { code: 'not_a_flow', level: 'error', message: 'a flow is a JSON object', fix: 'Start from an exported flow.' }
}

function tooManySteps(steps: number): Problem {
  const message = `the flow has ${steps} steps; at most ${FLOW_LIMITS.steps} are allowed`
  return {
    code: 'too_many_steps',
    level: 'error',
    field: 'steps',
    message,
    fix: 'Divide the flow; `nurture` leads from one to the next.',
  }
}

/** What may stand in the flow itself and in a step of a known kind. */
function knownKeys(json: unknown, path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(flowShapeObject)
  const [first, id = ''] = path
  if (first !== 'steps' || path.length !== 2) return []
  const kind = member(member(member(json, 'steps'), id), 'kind')
  const own = Object.values(stepKinds).find((one) => one.kind === kind)
  return own ? [...Object.keys(commonShape), ...Object.keys(own.params.shape)] : []
}

function member(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}

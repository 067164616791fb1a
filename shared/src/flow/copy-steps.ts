import { z } from 'zod'
import { freeStepId, moveSteps, type Point } from './edit.ts'
import { limitProblem } from './limits.ts'
import { type Flow, STEP_ID, type Step, stepSchema } from './schema.ts'

/** Steps on their way from one place to another: what the clipboard holds, as JSON. */
const clipSchema = z.strictObject({
  couveuse: z.literal('steps'),
  steps: z.record(z.string().regex(STEP_ID), stepSchema),
  layout: z.record(z.string(), z.tuple([z.number(), z.number()])),
})
export type Clip = z.infer<typeof clipSchema>

/** The chosen steps with the connections among them; undefined where none is a step. */
export function copySteps(flow: Flow, ids: readonly string[]): Clip | undefined {
  const chosen = new Set(ids)
  const steps = Object.entries(flow.steps).filter(([id]) => chosen.has(id))
  if (steps.length === 0) return undefined
  const layout = Object.entries(flow.layout).filter(([id]) => chosen.has(id))
  return { couveuse: 'steps', steps: Object.fromEntries(steps), layout: Object.fromEntries(layout) }
}

/** Reads a clip from the text of the clipboard; undefined where it holds something else. */
export function readClip(text: string): Clip | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined // the clipboard holds other text most of the time
  }
  if (limitProblem(json)) return undefined
  const read = clipSchema.safeParse(json)
  return read.success ? read.data : undefined
}

export interface Pasted {
  readonly flow: Flow
  /** new ids, in order of the clip */
  readonly ids: readonly string[]
}

/**
 * Adds the steps of a clip under free ids, moved by `offset`. Connections, `of`, `nurture.step` and `visits.<step>` among
 * them follow the new ids; connections out of the clip are dropped.
 */
export function pasteSteps(flow: Flow, clip: Clip, offset: Point): Pasted {
  const ids = new Map<string, string>()
  const taken = new Set(Object.keys(flow.steps))
  for (const id of Object.keys(clip.steps)) {
    const free = freeStepId(id.replace(/-\d+$/, ''), (wish) => taken.has(wish))
    taken.add(free)
    ids.set(id, free)
  }
  const steps = { ...flow.steps }
  const places: Record<string, Point> = {}
  for (const [id, step] of Object.entries(clip.steps)) {
    const name = ids.get(id) ?? id
    steps[name] = retarget(step, ids)
    const place = Object.hasOwn(clip.layout, id) ? clip.layout[id] : undefined
    if (place) places[name] = [place[0] + offset[0], place[1] + offset[1]]
  }
  const [first = ''] = ids.values()
  const start = Object.hasOwn(flow.steps, flow.start) ? flow.start : first
  return { flow: moveSteps({ ...flow, steps, start }, places), ids: [...ids.values()] }
}

/** Copies steps beside themselves. */
export function duplicateSteps(flow: Flow, chosen: readonly string[], offset: Point): Pasted {
  const clip = copySteps(flow, chosen)
  return clip ? pasteSteps(flow, clip, offset) : { flow, ids: [] }
}

function retarget({ next, ...step }: Step, ids: ReadonlyMap<string, string>): Step {
  const kept = Object.entries(next ?? {}).flatMap(([outlet, target]) => {
    const name = ids.get(target)
    return name === undefined ? [] : [[outlet, name] as const]
  })
  const copy = stepSchema.parse(renamed(step, ids))
  return kept.length === 0 ? copy : { ...copy, next: Object.fromEntries(kept) }
}

/** Wherever parameters speak of a step by its id. */
function renamed(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((member) => renamed(member, ids))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (typeof member !== 'string') return [key, renamed(member, ids)]
      if (key === 'field' && member.startsWith(VISITS)) {
        const step = member.slice(VISITS.length)
        return [key, VISITS + (ids.get(step) ?? step)]
      }
      return [key, key === 'of' || key === 'step' ? (ids.get(member) ?? member) : member]
    }),
  )
}

const VISITS = 'visits.'

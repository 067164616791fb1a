import { z } from 'zod'
import type { Environment } from '../../contract/environment.ts'
import { dateValueStart, parseDateValue } from '../../time/date-value.ts'
import { addDuration } from '../../time/duration.ts'
import { withTimeOfDay } from '../../time/local-time.ts'
import { isTimeOfDay } from '../../time/time-of-day.ts'
import { nextOpening } from '../../time/window.ts'
import { type Failure, failure, isFailure, readDuration } from '../content.ts'
import { isZonePin, readWindow, windowShape } from '../window-content.ts'

export const waitParams = z.strictObject({
  for: z.string().optional(),
  until: z.string().optional(),
  untilAttribute: z.string().optional(),
  offset: z.string().optional(),
  at: z.string().optional(),
  window: windowShape.optional(),
  zone: z.string().optional(),
})
export type WaitParams = z.infer<typeof waitParams>

/** Where a wait goes and when; `missing` when its attribute has no date to wait for. */
export interface Due {
  readonly outlet: 'done' | 'missing'
  readonly dueAt: number
}

/**
 * When the wait is over, seen from now (FLOW-DSL §5, fine print 92-99): the base counts from the instant of entering, a
 * base in the past means now, then the window opens. Computing it again with the same facts gives the same answer.
 */
export function computeDue(params: WaitParams, env: Environment): Due | Failure {
  const badZone = [params.zone, params.window?.zone].find((zone) => zone !== undefined && !isZonePin(zone))
  if (badZone !== undefined) return failure('bad_zone', `"${badZone}" is not an IANA time zone name`)
  const base = baseOf(params, env)
  if (isFailure(base)) return base
  if (base === 'missing' && env.isDrawn('missing')) return { outlet: 'missing', dueAt: env.now }
  const outlet = base === 'missing' ? 'missing' : 'done'
  const dueAt = base === 'missing' ? env.now : Math.max(base, env.now)
  if (!params.window) return { outlet, dueAt }
  const window = readWindow(params.window)
  if (typeof window === 'string') return failure('bad_window', `window: ${window}`)
  return { outlet, dueAt: nextOpening(dueAt, window, env.zone(params.window.zone ?? params.zone)) }
}

function baseOf(params: WaitParams, env: Environment): number | 'missing' | Failure {
  const given = [params.for, params.until, params.untilAttribute].filter((one) => one !== undefined)
  if (given.length > 1) return failure('bad_value', 'more than one of for, until and untilAttribute is given')
  const zone = env.zone(params.zone)
  if (params.for !== undefined) {
    const length = readDuration('for', params.for)
    return isFailure(length) ? length : addDuration(env.enteredAt, length, zone)
  }
  if (params.until !== undefined) {
    const date = parseDateValue(params.until)
    return date ? dateValueStart(date, zone) : failure('bad_value', `until: "${params.until}" is not a date`)
  }
  if (params.untilAttribute !== undefined) return attributeBase(params.untilAttribute, params, env, zone)
  return params.window ? env.enteredAt : failure('bad_value', 'there is nothing to wait for')
}

/** Offset first, then the local time of day (fine print 97). */
function attributeBase(
  field: string,
  { offset, at }: WaitParams,
  env: Environment,
  zone: string,
): number | 'missing' | Failure {
  const date = parseDateValue(env.read(field))
  if (!date) return 'missing'
  const move = offset === undefined ? undefined : readDuration('offset', offset, 'signed')
  if (isFailure(move)) return move
  const start = dateValueStart(date, zone)
  const moved = move ? addDuration(start, move, zone) : start
  if (at === undefined) return moved
  return isTimeOfDay(at) ? withTimeOfDay(moved, at, zone) : failure('bad_value', `at: "${at}" is not a time of day`)
}

import type { Environment } from '../../contract/environment.ts'
import type { JsonObject } from '../../contract/json.ts'
import type { StepOutcome, Wake } from '../../contract/outcome.ts'
import { defineStepKind } from '../../contract/step-kind.ts'
import { parseDateValue } from '../../time/date-value.ts'
import { isTimeOfDay } from '../../time/time-of-day.ts'
import { type Finding, isFailure } from '../content.ts'
import { windowFindings } from '../window-content.ts'
import { describeWait } from './describe.ts'
import { computeDue, type WaitParams, waitParams } from './due.ts'

const READABLE = /^(?:contact|account|entry|var)\../

/** Rests until the due instant (FLOW-DSL §4, §5). */
export const wait = defineStepKind({
  kind: 'wait',
  family: 'wait',
  params: waitParams,
  outlets: () => ['done', 'missing'],
  fallThrough: { missing: 'done' },
  isActing: false,
  // A date that has passed and a window that is open let the second round of a loop pass at once: only `for` always rests.
  mayRest: (step) => step.for !== undefined,
  mentions: (step) => ({
    durations: [
      ...(step.for === undefined ? [] : [{ field: 'for', text: step.for, allow: 'positive' } as const]),
      ...(step.offset === undefined ? [] : [{ field: 'offset', text: step.offset, allow: 'signed' } as const]),
    ],
    zones: [
      ...(step.zone === undefined ? [] : [{ field: 'zone', zone: step.zone }]),
      ...(step.window?.zone === undefined ? [] : [{ field: 'window.zone', zone: step.window.zone }]),
    ],
    reads:
      step.untilAttribute === undefined ? [] : [{ field: 'untilAttribute', reads: step.untilAttribute, as: 'date' }],
  }),
  check: findings,
  undrawn: (step, outlet) => {
    if (outlet === 'done') return undefined
    if (step.untilAttribute === undefined) return null
    return {
      code: 'missing_goes_on',
      level: 'warning',
      message: `"missing" is not drawn: a contact without a date in ${step.untilAttribute} goes on at once, as if the date had come`,
      fix: 'Draw "missing" to where these contacts should go.',
    }
  },
  describe: describeWait,
  enter: (step, env) => settle(step, env, {}),
  resume: (step, env, wake, memory) => wakeUp(step, env, wake, memory),
  // Counted from entering, so that time already waited counts.
  carryOn: (step, env) => settle(step, env, {}),
})

type Outcome = StepOutcome<'done' | 'missing'>

function settle(step: WaitParams, env: Environment, memory: JsonObject): Outcome {
  const due = computeDue(step, env)
  if (isFailure(due)) return due
  const { dueAt, outlet } = due
  if (outlet === 'missing' && env.isDrawn('missing')) return { type: 'leave', outlet }
  if (dueAt <= env.now) return { type: 'leave', outlet, detail: { dueAt } }
  if (memory.dueAt === dueAt && memory.outlet === outlet) return { type: 'stay' }
  return { type: 'rest', wakeAt: dueAt, memory: { dueAt, outlet } }
}

/** The timer ends the wait as it was planned, also when it is late; a change plans it anew (fine print 99). */
function wakeUp(step: WaitParams, env: Environment, wake: Wake, memory: JsonObject): Outcome {
  const { dueAt, outlet } = memory
  if (wake.type !== 'timer' && wake.type !== 'change') return { type: 'stay' }
  if (typeof dueAt !== 'number') return settle(step, env, memory)
  // A change at the very due instant comes before the timer and may still move it; a later one finds the wait over.
  const isOver = wake.type === 'timer' ? dueAt <= env.now : dueAt < env.now
  if (isOver) return { type: 'leave', outlet: outlet === 'missing' ? 'missing' : 'done', detail: { dueAt } }
  return wake.type === 'timer' ? { type: 'stay' } : settle(step, env, memory)
}

function findings(step: WaitParams): Finding[] {
  const given = (['for', 'until', 'untilAttribute'] as const).filter((name) => step[name] !== undefined)
  const found: Finding[] = []
  const refuse = (code: string, field: string, message: string, fix: string) =>
    found.push({ code, level: 'error', field, message, fix })
  if (given.length > 1) {
    const [, second = 'until'] = given
    refuse(
      'too_many_waits',
      second,
      `${given.join(' and ')} cannot stand side by side`,
      'Keep one of them; a window may stand beside it.',
    )
  }
  if (given.length === 0 && !step.window) {
    refuse(
      'nothing_to_wait_for',
      'for',
      'there is nothing to wait for',
      'Give a duration, a date, an attribute or a window.',
    )
  }
  if (step.until !== undefined && !parseDateValue(step.until)) {
    refuse(
      'bad_date',
      'until',
      `"${step.until}" is not a date of the calendar`,
      'Write 2026-12-01 or 2026-12-01T09:00.',
    )
  }
  if (step.untilAttribute !== undefined && !READABLE.test(step.untilAttribute)) {
    const message = `"${step.untilAttribute}" cannot be waited for`
    refuse(
      'unknown_field',
      'untilAttribute',
      message,
      'Use a field of contact., account., entry. or var., such as contact.renewalDate.',
    )
  }
  for (const name of ['offset', 'at'] as const) {
    if (step[name] === undefined || step.untilAttribute !== undefined) continue
    refuse(
      'unused_parameter',
      name,
      `"${name}" only goes with untilAttribute`,
      `Remove "${name}", or wait until an attribute.`,
    )
  }
  if (step.at !== undefined && !isTimeOfDay(step.at)) {
    refuse('bad_time', 'at', `"${step.at}" is not a time of day`, 'Write HH:MM, from 00:00 to 23:59.')
  }
  return step.window ? [...found, ...windowFindings('window', step.window)] : found
}

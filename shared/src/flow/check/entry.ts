import { ATTRIBUTE_NAME, EVENT_NAME } from '../../contact/names.ts'
import type { Problem } from '../../contract/problem.ts'
import { RETURN_REASONS } from '../../contract/words.ts'
import { durationProblem } from '../../time/duration.ts'
import { scheduleProblem } from '../../time/schedule.ts'
import { isTimeOfDay } from '../../time/time-of-day.ts'
import { isZone } from '../../time/zone.ts'
import type { Trigger } from '../triggers.ts'
import { conditionProblems } from './conditions.ts'
import { type CheckContext, hasStep, namesOf, problem } from './context.ts'
import { dateAttributeProblems, unknownName } from './names.ts'

/** Everything about how contacts come in and go out (FLOW-DSL §2, fine print 52-67, 128, 153). */
export function entryProblems(context: CheckContext): Problem[] {
  const { flow } = context
  return [
    ...zoneProblems(flow.timezone, 'timezone'),
    ...flow.entry.flatMap((trigger, index) => triggerProblems(context, trigger, `entry[${index}]`)),
    ...(flow.audience ? conditionProblems(context, flow.audience, { field: 'audience' }, 'contact') : []),
    ...reentryProblems(context),
    ...exitProblems(context, 'goal'),
    ...exitProblems(context, 'leaveWhen'),
  ]
}

export function zoneProblems(zone: string | undefined, field: string, step?: string): Problem[] {
  if (zone === undefined || isZone(zone)) return []
  const message = `"${zone}" is not an IANA time zone name (offsets such as +02:00 are not zone names)`
  return [
    problem(
      'error',
      'unknown_zone',
      { ...(step === undefined ? {} : { step }), field },
      message,
      'Choose a zone such as Europe/Paris.',
    ),
  ]
}

function triggerProblems(context: CheckContext, trigger: Trigger, field: string): Problem[] {
  const settings = context.workspace?.settings
  switch (trigger.on) {
    case 'event':
      return [
        ...eventNameProblems(trigger.event, `${field}.event`),
        ...(trigger.where ? conditionProblems(context, trigger.where, { field: `${field}.where` }, 'event') : []),
      ]
    case 'segment':
      return unknownName('segment', trigger.segment, namesOf(settings?.segments), { field: `${field}.segment` })
    case 'schedule': {
      const wrong = scheduleProblem(trigger)
      const place = { field: trigger.rrule === undefined ? `${field}.cron` : `${field}.rrule` }
      return [
        ...(wrong === undefined
          ? []
          : [problem('error', 'bad_schedule', place, wrong, 'Write a cron such as "0 9 * * mon", or an rrule.')]),
        ...unknownName('segment', trigger.segment, namesOf(settings?.segments), { field: `${field}.segment` }),
        ...zoneProblems(trigger.timezone, `${field}.timezone`),
      ]
    }
    case 'date':
      return dateTriggerProblems(context, trigger, field)
    case 'returned':
      return (trigger.reasons ?? []).flatMap((reason, index) => {
        if (RETURN_REASONS.some((known) => known === reason)) return []
        const message = `sales cannot give "${reason}" as a reason; the reasons are ${RETURN_REASONS.join(', ')}`
        return [
          problem(
            'warning',
            'unknown_reason',
            { field: `${field}.reasons[${index}]` },
            message,
            'Choose one of these.',
          ),
        ]
      })
    case 'score':
    case 'stage':
      return []
  }
}

function dateTriggerProblems(context: CheckContext, trigger: Trigger & { on: 'date' }, field: string): Problem[] {
  const { attribute, offset, at } = trigger
  const found: Problem[] = []
  const [prefix, ...rest] = attribute.split('.')
  if ((prefix !== 'contact' && prefix !== 'account') || !ATTRIBUTE_NAME.test(rest.join('.'))) {
    const message = `"${attribute}" is not an attribute of a contact or an account`
    found.push(
      problem(
        'error',
        'unknown_field',
        { field: `${field}.attribute` },
        message,
        'Write it with its prefix, such as contact.renewalDate.',
      ),
    )
  }
  const wrong = offset === undefined ? undefined : durationProblem(offset, { allow: 'signed' })
  if (wrong !== undefined)
    found.push(problem('error', 'bad_duration', { field: `${field}.offset` }, wrong, 'Write it like -P30D.'))
  if (at !== undefined && !isTimeOfDay(at)) {
    found.push(
      problem(
        'error',
        'bad_time',
        { field: `${field}.at` },
        `"${at}" is not a time of day`,
        'Write HH:MM, from 00:00 to 23:59.',
      ),
    )
  }
  return [...found, ...dateAttributeProblems(context, attribute, { field: `${field}.attribute` })]
}

function eventNameProblems(name: string, field: string): Problem[] {
  if (EVENT_NAME.test(name)) return []
  const message = `${JSON.stringify(name)} cannot name an event: it takes 1 to 100 characters, none of them a control character`
  return [problem('error', 'bad_event', { field }, message, 'Choose an event.')]
}

/** Fine print 53. */
function reentryProblems({ flow: { reentry } }: CheckContext): Problem[] {
  const { mode, wait } = reentry
  const place = { field: 'reentry.wait' }
  if (mode === 'after' && wait === undefined) {
    const message = 'nothing says how long after the last exit a contact may come again'
    return [
      problem('error', 'reentry_without_wait', place, message, 'Add a wait such as P30D, or choose another mode.'),
    ]
  }
  if (mode !== 'after' && wait !== undefined) {
    const message = `a wait only goes with the mode "after", not with "${mode}"`
    return [problem('error', 'reentry_wait_unused', place, message, 'Remove the wait, or choose "after".')]
  }
  const wrong = wait === undefined ? undefined : durationProblem(wait, { allow: 'positive' })
  return wrong === undefined ? [] : [problem('error', 'bad_duration', place, wrong, 'Write it like P30D.')]
}

function exitProblems(context: CheckContext, list: 'goal' | 'leaveWhen'): Problem[] {
  return context.flow[list].flatMap((rule, index) => {
    const field = `${list}[${index}]`
    if ('when' in rule) return conditionProblems(context, rule.when, { field: `${field}.when` }, 'contact')
    const { event, where, of } = rule
    const isLost = of !== undefined && !hasStep(context.flow, of)
    return [
      ...eventNameProblems(event, `${field}.event`),
      ...(isLost
        ? [
            problem(
              'error',
              'unknown_step',
              { field: `${field}.of` },
              `"${of}" is not a step of this flow`,
              'Choose a step of this flow.',
            ),
          ]
        : []),
      ...(where ? conditionProblems(context, where, { field: `${field}.where` }, 'event') : []),
    ]
  })
}

import type { Problem } from '../../contract/problem.ts'
import type { Mentions } from '../../contract/step-kind.ts'
import { kindOf } from '../../kinds/registry.ts'
import { isZonePin } from '../../kinds/window-content.ts'
import { checkTemplate } from '../../message/check.ts'
import { durationProblem } from '../../time/duration.ts'
import type { Step } from '../schema.ts'
import { conditionProblems } from './conditions.ts'
import { type CheckContext, problem } from './context.ts'
import { zoneProblems } from './entry.ts'
import { stepNameProblems } from './names.ts'

/** What is wrong inside a step, whatever its kind: what it mentions, and what the kind itself knows. */
export function stepProblems(context: CheckContext, id: string, step: Step): Problem[] {
  const kind = kindOf(step)
  const mentions = kind.mentions(step)
  return [
    ...(kind.check?.(step) ?? []).map((finding) => ({ ...finding, step: id })),
    ...durationProblems(id, mentions),
    ...(mentions.zones ?? []).flatMap(({ field, zone }) => (isZonePin(zone) ? [] : zoneProblems(zone, field, id))),
    ...stepNameProblems(context, id, mentions),
    ...(mentions.conditions ?? []).flatMap(({ field, condition, on }) =>
      conditionProblems(context, condition, { step: id, field }, on),
    ),
    ...templateProblems(context, id, mentions),
    ...libraryProblems(context, id, step.kind, mentions),
  ]
}

function durationProblems(step: string, { durations = [] }: Mentions): Problem[] {
  return durations.flatMap(({ field, text, allow }) => {
    const wrong = durationProblem(text, { allow })
    const fix = allow === 'signed' ? 'Write it like -P30D or P1D.' : 'Write it like P3D, PT4H or P1DT12H.'
    return wrong === undefined ? [] : [problem('error', 'bad_duration', { step, field }, wrong, fix)]
  })
}

function templateProblems({ workspace }: CheckContext, step: string, { templates = [] }: Mentions): Problem[] {
  const attributes = workspace?.settings.attributes
  return templates.flatMap(({ field, template }) =>
    checkTemplate(template, { attributes }).map((found): Problem => ({ ...found, step, field })),
  )
}

/** A message of the library is checked where it is sent: a broken one quarantines this step. */
function libraryProblems(
  { workspace }: CheckContext,
  step: string,
  kind: string,
  { messages = [] }: Mentions,
): Problem[] {
  const settings = workspace?.settings
  if (!settings) return []
  return messages.flatMap(({ field, key }) => {
    const message = Object.hasOwn(settings.messages, key) ? settings.messages[key] : undefined
    if (!message) return []
    const parts = [
      ['subject', message.subject ?? ''],
      ['body', message.body],
    ] as const
    const found = parts.flatMap(([part, template]) =>
      checkTemplate(template, settings).map(
        (one): Problem => ({ ...one, step, field, message: `message "${key}", ${part}: ${one.message}` }),
      ),
    )
    if (kind !== 'email' || (message.subject ?? '').trim() !== '') return found
    const text = `message "${key}" has no subject`
    return [...found, problem('warning', 'missing_subject', { step, field }, text, 'Give the message a subject.')]
  })
}

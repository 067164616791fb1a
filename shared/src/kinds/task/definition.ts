import { z } from 'zod'
import type { Environment } from '../../contract/environment.ts'
import type { StepOutcome } from '../../contract/outcome.ts'
import { defineStepKind, type Resting, type Undrawn } from '../../contract/step-kind.ts'
import { TASK_CHANNELS } from '../../contract/words.ts'
import { addDuration } from '../../time/duration.ts'
import { isFailure, readDuration, renderText } from '../content.ts'
import { assigneeSchema, personInWords, personText, teamMentions } from '../people.ts'
import { durationInWords, quoted } from '../phrases.ts'

const params = z.strictObject({
  channel: z.enum(TASK_CHANNELS),
  title: z.string(),
  instructions: z.string().optional(),
  assignee: assigneeSchema,
  due: z.string(),
})

/** Opens a task for a person, and waits for what is drawn: done, or the due date (FLOW-DSL §4, fine print 100-102). */
export const task = defineStepKind({
  kind: 'task',
  family: 'human',
  params,
  outlets: () => ['opened', 'done', 'overdue'],
  fallThrough: {},
  isActing: true,
  mayRest: (_, isDrawn) => !isDrawn('opened') && (isDrawn('done') || isDrawn('overdue')),
  mentions: ({ title, instructions, due, assignee }) => ({
    templates: [
      { field: 'title', template: title },
      ...(instructions === undefined ? [] : [{ field: 'instructions', template: instructions }]),
    ],
    durations: [{ field: 'due', text: due, allow: 'positive' }],
    teams: teamMentions('assignee', assignee),
  }),
  undrawn: (_, outlet, isDrawn) => undrawn(outlet, isDrawn),
  describe: ({ channel, title, assignee, due }, language) => {
    const what = CHANNELS[channel][language]
    const who = personInWords(assignee, language)
    const until = durationInWords(due, language)
    return language === 'fr'
      ? `${what} : ${quoted(title, 'fr')} pour ${who}, dans un délai de ${until}`
      : `${what}: ${quoted(title, 'en')} for ${who}, due in ${until}`
  },
  enter: (step, env) => open(step, env),
  carryOn,
  resume: (_, env, wake) => {
    if (wake.type === 'task_done') return { type: 'leave', outlet: 'done' }
    return wake.type === 'timer' && env.isDrawn('overdue') ? { type: 'leave', outlet: 'overdue' } : { type: 'stay' }
  },
})

/** The task stays open and keeps its deadline; the outlets are those of the new version. */
function carryOn(step: z.infer<typeof params>, env: Environment, { wakeAt }: Resting): StepOutcome<'opened'> {
  if (env.isDrawn('opened')) return { type: 'leave', outlet: 'opened' }
  if (!env.isDrawn('overdue')) return env.isDrawn('done') ? { type: 'rest', wakeAt: null } : { type: 'pass' }
  if (wakeAt !== null) return { type: 'stay' }
  const due = readDuration('due', step.due)
  return isFailure(due) ? due : { type: 'rest', wakeAt: addDuration(env.enteredAt, due, env.zone()) }
}

const CHANNELS = {
  call: { en: 'Call', fr: 'Appel' },
  letter: { en: 'Letter', fr: 'Courrier' },
  social: { en: 'Social message', fr: 'Message sur un réseau' },
  other: { en: 'Task', fr: 'Tâche' },
}

function open(step: z.infer<typeof params>, env: Environment): StepOutcome<'opened'> {
  const due = readDuration('due', step.due)
  if (isFailure(due)) return due
  const title = renderText(env, 'title', step.title)
  if (isFailure(title)) return title
  const instructions = step.instructions === undefined ? undefined : renderText(env, 'instructions', step.instructions)
  if (isFailure(instructions)) return instructions
  const dueAt = addDuration(env.now, due, env.zone())
  const actions = [
    {
      type: 'open_task',
      channel: step.channel,
      title,
      ...(instructions === undefined ? {} : { instructions }),
      assignee: personText(step.assignee, env),
      dueAt,
    },
  ] as const
  if (env.isDrawn('opened')) return { type: 'leave', outlet: 'opened', actions }
  if (env.isDrawn('overdue')) return { type: 'rest', wakeAt: dueAt, actions }
  return env.isDrawn('done') ? { type: 'rest', wakeAt: null, actions } : { type: 'pass', actions }
}

function undrawn(outlet: 'opened' | 'done' | 'overdue', isDrawn: (outlet: string) => boolean): Undrawn | null {
  const isWaiting = isDrawn('done') || isDrawn('overdue')
  if (isDrawn('opened') || (outlet === 'opened' && isWaiting) || (outlet !== 'opened' && !isWaiting)) return null
  const note = { code: 'undrawn_outlet', level: 'info' } as const
  if (outlet === 'opened')
    return { ...note, message: 'the task is opened and the trip ends here, without waiting for it' }
  return outlet === 'done'
    ? { ...note, message: '"done" is not drawn: when the task is done in time, the trip ends here' }
    : { ...note, message: '"overdue" is not drawn: the contact waits here for the task without limit' }
}

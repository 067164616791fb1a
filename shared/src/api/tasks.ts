import { z } from 'zod'
import { TASK_CHANNELS } from '../contract/words.ts'
import { contactRefSchema } from './contacts.ts'
import { instantSchema } from './instant.ts'
import { pageOf, pageQuerySchema } from './page.ts'

export const TASK_STATES = ['open', 'done'] as const

/** Something a person is to do: call, write, connect. */
export const taskSchema = z
  .object({
    /** `<enrollment>:<seq>`; percent-encode it in a path */
    id: z.string(),
    enrollmentId: z.string(),
    contact: contactRefSchema,
    flow: z.string(),
    flowName: z.string(),
    step: z.string(),
    channel: z.enum(TASK_CHANNELS),
    title: z.string(),
    instructions: z.string().nullable(),
    assignee: z.string(),
    state: z.enum(TASK_STATES),
    openedAt: instantSchema,
    dueAt: instantSchema,
    isOverdue: z.boolean(),
    doneAt: instantSchema.nullable(),
  })
  .meta({ id: 'Task' })
export type Task = z.infer<typeof taskSchema>

export const taskListQuerySchema = pageQuerySchema.extend({
  state: z.enum(TASK_STATES).default('open'),
  assignee: z.string().optional(),
  contact: z.string().optional(),
})
export type TaskListQuery = z.infer<typeof taskListQuerySchema>
export const taskListSchema = pageOf(taskSchema).meta({ id: 'TaskList' })
export type TaskList = z.infer<typeof taskListSchema>

import { taskListQuerySchema, taskListSchema, taskSchema } from '@couveuse/shared/api/tasks'
import { z } from 'zod'
import type { TaskRow } from '../../store/sales.ts'
import type { HttpDeps } from '../deps.ts'
import { given } from '../given.ts'
import { loadFlowWords } from '../present/flow-words.ts'
import { presentTask } from '../present/sales.ts'
import { refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'
import { receiveAndSettle } from '../settled.ts'

const tag = 'Sales'

export function taskRoutes(deps: HttpDeps): Route[] {
  const { store, clock } = deps

  async function find(id: string): Promise<TaskRow> {
    const row = await store.sales.task(id)
    if (!row) throw refuse('task_not_found', `There is no task "${id}".`)
    return row
  }

  return [
    route(
      {
        id: 'listTasks',
        method: 'get',
        path: '/api/tasks',
        summary: 'Tasks: open ones by due date, done ones newest first',
        tag,
        query: taskListQuerySchema,
        answers: { 200: taskListSchema },
      },
      async ({ query }) => {
        const { contact, ...rest } = given(query)
        const page = await store.sales.tasks({ ...rest, ...(contact === undefined ? {} : { contactId: contact }) })
        const context = { words: await loadFlowWords(store), now: clock.now() }
        return {
          status: 200,
          body: { items: page.items.map((row) => presentTask(row, context)), nextCursor: page.nextCursor },
        }
      },
    ),
    route(
      {
        id: 'finishTask',
        method: 'post',
        path: '/api/tasks/{id}/done',
        summary: 'Say that a task is done',
        tag,
        params: z.object({ id: z.string().min(1).max(200) }),
        answers: { 200: taskSchema, 202: taskSchema },
        errors: ['task_not_found', 'task_already_done'],
      },
      async ({ params: { id } }) => {
        const { task, contact } = await find(id)
        if (task.doneAt !== undefined) throw refuse('task_already_done', `Task "${task.title}" is already done.`)
        const isSettled = await receiveAndSettle(deps, contact.id, { type: 'task_done', taskId: id })
        const body = presentTask(await find(id), { words: await loadFlowWords(store), now: clock.now() })
        return { status: isSettled ? 200 : 202, body }
      },
    ),
  ]
}

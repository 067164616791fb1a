import type { HandoffState } from '@couveuse/shared/api/handoffs'
import type { Page } from '@couveuse/shared/api/page'
import type { Contact } from '@couveuse/shared/contact/schema'
import type { Handoff, Task } from '@couveuse/shared/engine/state'
import type { ContactRow } from './contacts.ts'

export interface HandoffRow {
  readonly handoff: Handoff
  readonly state: HandoffState
  readonly contact: ContactRow
}
export interface TaskRow {
  readonly task: Task
  readonly contact: Contact
}

/** Outcomes reach hand-offs and tasks as causes (`handoff`, `task_done`) through the inbox; here they are only read. */
export interface SalesStore {
  /** Those still open or accepted by their deadline, then closed ones, newest first. `counts` ignores the state asked for. */
  handoffs(query: {
    state?: HandoffState
    team?: string
    owner?: string
    contactId?: string
    cursor?: string
    limit: number
  }): Promise<Page<HandoffRow> & { readonly counts: Readonly<Record<HandoffState, number>> }>
  handoff(id: string): Promise<HandoffRow | undefined>
  /** Open ones by due date, done ones newest first. */
  tasks(query: {
    state: 'open' | 'done'
    assignee?: string
    contactId?: string
    cursor?: string
    limit: number
  }): Promise<Page<TaskRow>>
  task(id: string): Promise<TaskRow | undefined>
}

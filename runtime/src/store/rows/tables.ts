import type { ContactHandle } from '../turns.ts'
import type { EnrollmentRow } from './enrollment-codec.ts'
import type { HandoffColumns, TaskColumns } from './sales-codec.ts'

export interface EnrollmentTable {
  contact_ref: ContactHandle
  ordinal: number
  flow: number
  version: number
  status: number
  reason: number | null
  step: number | null
  seq: number
  entered_at: number
  rest_at: number | null
  wake_at: number | null
  ended_at: number | null
  entry_trigger: number
  journal_head: number | null
  state: string | null
}

/** The tables that lists with filters read; everything else is written as SQL, once, where it is used. */
export interface Tables {
  contacts: {
    ref: ContactHandle
    id: string
    email_key: string | null
    name_key: string
    search: string
    stage: string
    created_at: number
  }
  contact_docs: { contact_ref: ContactHandle; doc: string }
  contact_clock: {
    contact_ref: ContactHandle
    revision: number
    fit: number
    engagement: number
    last_activity_at: number
  }
  enrollments: EnrollmentTable
  outbox: {
    id: number
    contact_ref: ContactHandle
    tail: string
    lane: number
    state: number
    flow: number
    step: number
    queued_at: number
    attempts: number
    next_attempt_at: number | null
    sent_at: number | null
    provider_id: string | null
    error: string | null
    blocked: string | null
    payload: string | null
  }
  message_bodies: { outbox_id: number; recipient: string; subject: string; text: string | null; html: string | null }
  tasks: TaskColumns & { contact_ref: ContactHandle; is_done: number; rank: number }
  handoffs: HandoffColumns & { contact_ref: ContactHandle; state: number; rank: number }
}

/** In the order that decoding takes them in. */
export const enrollmentColumns = (row: EnrollmentTable): EnrollmentRow => [
  row.ordinal,
  row.flow,
  row.version,
  row.status,
  row.reason,
  row.step,
  row.seq,
  row.entered_at,
  row.rest_at,
  row.wake_at,
  row.ended_at,
  row.entry_trigger,
  row.journal_head,
  row.state,
]

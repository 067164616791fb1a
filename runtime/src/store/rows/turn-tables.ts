/** Tables a turn adds rows to, with the columns in the order of the planned rows. Written in this order. */
export const TURN_TABLES = {
  enrollments:
    'contact_ref, ordinal, flow, version, status, reason, step, seq, entered_at, rest_at, wake_at, ended_at, ' +
    'entry_trigger, entry_position, journal_head, state',
  journal: 'id, contact_ref, ordinal, before, at, visits',
  events: 'contact_ref, id, position, name, occurred_at, arrived_at, machine, message_tail, properties',
  ledger: 'contact_ref, position, axis, at, points, source, detail, message_tail',
  field_changes: 'contact_ref, position, at, field, before, after, step, ordinal',
  outbox: 'id, contact_ref, tail, lane, state, flow, step, queued_at, attempts, next_attempt_at, blocked, payload',
  message_bodies: 'outbox_id, recipient, subject, text, html',
  refused_entries: 'contact_ref, position, at, flow, entry_trigger, reason',
  goals: 'contact_ref, position, ordinal, seq, step, name, value, at',
  problems: 'contact_ref, position, at, code, message',
} as const
export type TurnTable = keyof typeof TURN_TABLES

/** Tables a turn opens rows in and changes them later, by (contact_ref, tail). */
export const RECORD_TABLES = {
  tasks:
    'contact_ref, tail, is_done, rank, flow, step, channel, title, instructions, assignee, opened_at, due_at, done_at',
  handoffs:
    'contact_ref, tail, state, rank, flow, step, team, owner, priority, brief, opened_at, accept_by, contact_by, ' +
    'accepted_at, outcome, outcome_at, reason, amount',
} as const
export type RecordTable = keyof typeof RECORD_TABLES

/** Every table of a workspace with the columns of its key, those first that others refer to. */
export const MOVED_TABLES = {
  words: ['id'],
  flows: ['id'],
  flow_versions: ['flow', 'version'],
  settings: ['id'],
  kept_values: ['name'],
  desk_pointers: ['team'],
  marks: ['name'],
  enrollment_counts: ['flow', 'version', 'status'],
  step_counts: ['flow', 'version', 'step', 'measure', 'outlet'],
  entry_counts: ['flow', 'trigger_word', 'reason'],
  folded_visits: ['flow', 'step', 'outlet', 'erased'],
  erased_enrollments: ['flow', 'version', 'status'],
  contacts: ['ref'],
  contact_docs: ['contact_ref'],
  contact_clock: ['contact_ref'],
  inbox: ['id'],
  set_aside: ['contact_ref'],
  enrollments: ['contact_ref', 'ordinal'],
  journal: ['id'],
  refused_entries: ['contact_ref', 'position'],
  goals: ['contact_ref', 'position'],
  events: ['contact_ref', 'id'],
  ledger: ['contact_ref', 'position'],
  field_changes: ['contact_ref', 'position'],
  problems: ['contact_ref', 'position'],
  outbox: ['id'],
  message_bodies: ['outbox_id'],
  tasks: ['contact_ref', 'tail'],
  handoffs: ['contact_ref', 'tail'],
} as const
export type MovedTable = keyof typeof MOVED_TABLES

export const tableNames = (): readonly MovedTable[] => {
  const names: MovedTable[] = []
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: the keys of this very object
  for (const name in MOVED_TABLES) names.push(name as MovedTable)
  return names
}

/** Columns of one backend only: they mean nothing to the other. */
export const OWN_COLUMNS: Readonly<Partial<Record<MovedTable, readonly string[]>>> = { outbox: ['sender'] }

import type { TurnPlan } from '../rows/plan-turn.ts'
import type { Row } from '../rows/row.ts'
import { RECORD_TABLES, type RecordTable, TURN_TABLES, type TurnTable } from '../rows/turn-tables.ts'
import type { ContactHandle } from '../turns.ts'
import { columnsOf, numbers } from './arrays.ts'
import { updateContacts } from './contact-writer.ts'
import type { Session } from './database.ts'
import { sql } from './sql.ts'
import type { TableTypes } from './table-types.ts'

const CLOCK = ['next_ordinal', 'fit', 'engagement', 'last_activity_at', 'check_at', 'watch'] as const
const CLOCK_TYPES = ['integer', 'double precision', 'double precision', 'bigint', 'bigint', 'text'] as const
const clockColumns = CLOCK.map((column) => `${column} = given.${column}`).join(', ')
const clockArrays = (from: number): string => CLOCK_TYPES.map((type, i) => `$${from + i}::${type}[]`).join(', ')

// Who is due again is decided by the row as it stands when it is locked: what has arrived meanwhile is in `pending`.
const MOVE_CLOCKS = sql<string[], { contact_ref: ContactHandle }>(
  `UPDATE contact_clock k SET revision = k.revision + 1, pending = 0, due_at = given.due_at, ${clockColumns}, faults = 0
   FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::bigint[], ${clockArrays(5)})
     AS given (ref, revision, taken, due_at, ${CLOCK.join(', ')})
   WHERE k.contact_ref = given.ref AND k.revision = given.revision AND k.pending = given.taken
   RETURNING k.contact_ref`,
)
const LOCK_CLOCKS = sql<[string], { contact_ref: ContactHandle }>(
  'SELECT contact_ref FROM contact_clock WHERE contact_ref = ANY ($1::bigint[]) ORDER BY contact_ref FOR NO KEY UPDATE',
)
// Something arrived that this turn has not taken in: due when the first of it may be taken, or by time if that is earlier.
// The rows are locked before this statement looks at the inbox.
const MOVE_CLOCKS_WITH_REST = sql<string[], { contact_ref: ContactHandle }>(
  `UPDATE contact_clock k SET revision = k.revision + 1, pending = k.pending - given.taken,
     due_at = least(given.due_at, (
       SELECT min(coalesce(i.not_before, given.at)) FROM inbox i
       WHERE i.contact_ref = k.contact_ref AND i.id <> ALL (given.ids::bigint[]))),
     ${clockColumns}, faults = 0
   FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::bigint[], ${clockArrays(5)}, $11::bigint[], $12::text[])
     AS given (ref, revision, taken, due_at, ${CLOCK.join(', ')}, at, ids)
   WHERE k.contact_ref = given.ref AND k.revision = given.revision
   RETURNING k.contact_ref`,
)
const CLEAR_FAULTS = sql<[string]>('DELETE FROM set_aside WHERE contact_ref = ANY ($1::bigint[])')
const DELETE_INBOX = sql<[string]>('DELETE FROM inbox WHERE id = ANY ($1::bigint[])')

const WHICH = 'WHERE e.contact_ref = given.contact_ref AND e.ordinal = given.ordinal'
const CHANGED = [
  'version',
  'status',
  'reason',
  'step',
  'seq',
  'rest_at',
  'wake_at',
  'ended_at',
  'journal_head',
  'state',
]
const CHANGED_TYPES = [
  'integer',
  'smallint',
  'integer',
  'integer',
  'integer',
  'bigint',
  'bigint',
  'bigint',
  'bigint',
  'text',
]
const updateEnrollments = (skipped: number) => {
  const columns = CHANGED.slice(skipped)
  const types = [...CHANGED_TYPES.slice(skipped), 'bigint', 'integer']
  return sql<string[]>(
    `UPDATE enrollments e SET ${columns.map((column) => `${column} = given.${column}`).join(', ')}
     FROM unnest(${types.map((type, i) => `$${i + 1}::${type}[]`).join(', ')})
       AS given (${[...columns, 'contact_ref', 'ordinal'].join(', ')}) ${WHICH}`,
  )
}
const MOVE_ENROLLMENTS = updateEnrollments(2)
const CHANGE_ENROLLMENTS = updateEnrollments(0)

export interface BatchWriter {
  /** Moves the clocks of those who are still as they were loaded; answers with their handles. */
  moveClocks(session: Session, plans: readonly TurnPlan[]): Promise<ReadonlySet<ContactHandle>>
  /** Writes everything else of these turns, all statements travelling together. */
  write(session: Session, plans: readonly TurnPlan[]): Promise<void>
}

/** Statements over whole batches, inside somebody's transaction. */
export function openBatchWriter(types: TableTypes): BatchWriter {
  const inserts = entriesOf(TURN_TABLES).map(([table, columns]) => insert(types, table, columns, ''))
  const puts = entriesOf(RECORD_TABLES).map(([table, columns]) => {
    const changed = columns.split(', ').slice(2)
    const update = changed.map((column) => `${column} = excluded.${column}`).join(', ')
    return insert(types, table, columns, `ON CONFLICT (contact_ref, tail) DO UPDATE SET ${update}`)
  })

  async function moveClocks(session: Session, plans: readonly TurnPlan[]): Promise<ReadonlySet<ContactHandle>> {
    const moved = new Set(
      (await session.all(MOVE_CLOCKS, ...columnsOf(plans.map(clockRow), 10))).map((row) => row.contact_ref),
    )
    const others = plans.filter(({ item }) => !moved.has(item.contact.handle))
    if (others.length === 0) return moved
    const locking = session.all(LOCK_CLOCKS, numbers(others.map(({ item }) => item.contact.handle)))
    const rows = others.map((plan) => [...clockRow(plan), plan.now, numbers(plan.item.inboxIds)])
    const [rest] = await Promise.all([session.all(MOVE_CLOCKS_WITH_REST, ...columnsOf(rows, 12)), locking])
    for (const { contact_ref } of rest) moved.add(contact_ref)
    return moved
  }

  async function write(session: Session, plans: readonly TurnPlan[]): Promise<void> {
    const changed = plans.flatMap(({ item, contact }) =>
      contact ? [{ handle: item.contact.handle, row: contact }] : [],
    )
    await updateContacts(session, changed)
    const asked: Promise<unknown>[] = []
    const faulty = plans.filter(({ item }) => item.contact.faults > 0)
    if (faulty.length > 0) asked.push(session.run(CLEAR_FAULTS, numbers(faulty.map(({ item }) => item.contact.handle))))
    const ask = (statement: typeof MOVE_ENROLLMENTS, rows: readonly Row[], width: number): void => {
      if (rows.length > 0) asked.push(session.run(statement, ...columnsOf(rows, width)))
    }
    // Changes before additions: an enrollment may end and the next one of the same flow begin in one turn.
    ask(
      MOVE_ENROLLMENTS,
      gather(plans, (plan) => plan.movedEnrollments),
      10,
    )
    ask(
      CHANGE_ENROLLMENTS,
      gather(plans, (plan) => plan.changedEnrollments),
      12,
    )
    for (const { table, statement, width } of inserts)
      ask(
        statement,
        gather(plans, (plan) => plan.rows[table]),
        width,
      )
    for (const { table, statement, width } of puts)
      ask(statement, latest(gather(plans, (plan) => plan.records[table])), width)
    const consumed = plans.flatMap(({ item }) => item.inboxIds)
    if (consumed.length > 0) asked.push(session.run(DELETE_INBOX, numbers(consumed)))
    await Promise.all(asked)
  }

  return { moveClocks, write }
}

const clockRow = ({ item, clock, dueAt }: TurnPlan): Row => [
  item.contact.handle,
  item.contact.revision,
  item.inboxIds.length,
  dueAt,
  ...clock,
]

function gather(plans: readonly TurnPlan[], of: (plan: TurnPlan) => readonly Row[]): readonly Row[] {
  const rows: Row[] = []
  for (const plan of plans) for (const row of of(plan)) rows.push(row)
  return rows
}

/** A record written twice in one turn stands as written last: one statement may touch a row only once. */
function latest(rows: readonly Row[]): readonly Row[] {
  return rows.length < 2 ? rows : [...new Map(rows.map((row) => [`${row[0]} ${row[1]}`, row])).values()]
}

function insert<Table extends TurnTable | RecordTable>(
  types: TableTypes,
  table: Table,
  list: string,
  conflict: string,
) {
  const columns = list.split(', ')
  const arrays = columns.map((column, i) => `$${i + 1}::${types(table, column)}[]`)
  const text = `INSERT INTO ${table} (${list}) SELECT * FROM unnest(${arrays.join(', ')}) ${conflict}`
  return { table, statement: sql<string[]>(text), width: columns.length }
}

function entriesOf<Table extends string>(
  tables: Readonly<Record<Table, string>>,
): readonly (readonly [Table, string])[] {
  const entries: (readonly [Table, string])[] = []
  for (const table in tables) entries.push([table, tables[table]])
  return entries
}

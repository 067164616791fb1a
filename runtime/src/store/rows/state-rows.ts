import type { Contact } from '@couveuse/shared/contact/schema'
import type { Cause } from '@couveuse/shared/engine/cause'
import type { ContactState, Enrollment } from '@couveuse/shared/engine/state'
import type { ContactHandle, LoadedContact } from '../turns.ts'
import type { Dictionary } from './dictionary.ts'
import { decodeEnrollment, type EnrollmentRow, LAST_OPEN_STATUS } from './enrollment-codec.ts'
import { decodeEvent, decodeLedgerRow, type EventColumns, type LedgerColumns } from './record-codec.ts'
import { decodeHandoff, decodeTask, type HandoffColumns, type TaskColumns } from './sales-codec.ts'
import { decodeWatch, type WatchColumns } from './watch-codec.ts'

/** What has been read of one contact so far. */
export interface StateRows {
  readonly handle: ContactHandle
  readonly revision: number
  readonly pending: number
  readonly nextOrdinal: number
  readonly faults: number
  readonly watch: WatchColumns
  readonly doc: string
  enrollments?: EnrollmentRow[]
  events?: EventColumns[]
  ledger?: LedgerColumns[]
  tasks?: TaskColumns[]
  handoffs?: HandoffColumns[]
  inbox?: InboxRow[]
}
export interface InboxRow {
  readonly place: number
  readonly id: number
  readonly cause: string
}

const NONE: readonly never[] = []

/** A loaded contact remembers the latest journal rows of its open enrollments, in their order; a copy of it may not. */
export interface WithHeads extends LoadedContact {
  readonly heads: readonly (number | null)[]
}
export const hasHeads = (contact: LoadedContact): contact is WithHeads => 'heads' in contact

export function decodeState(draft: StateRows, dictionary: Dictionary): WithHeads {
  const contact: Contact = JSON.parse(draft.doc)
  const { id } = contact
  const { flows } = dictionary
  const enrollments: Enrollment[] = []
  const heads: (number | null)[] = []
  const exits: Record<string, number> = {}
  for (const row of draft.enrollments ?? NONE) {
    const [, flow, , status, , , , , , , endedAt] = row
    if (status <= LAST_OPEN_STATUS) {
      enrollments.push(decodeEnrollment(id, row, dictionary))
      heads.push(row[12])
    }
    // A deleted flow is forgotten: one that takes over its key begins anew.
    else if (endedAt !== null && !flows.isDeleted(flow)) {
      const key = flows.keyOf(flow)
      exits[key] = Math.max(endedAt, exits[key] ?? endedAt)
    }
  }
  const causes: readonly Cause[] = draft.inbox?.map(({ cause }) => JSON.parse(cause)) ?? NONE
  const state: ContactState = {
    contact,
    events: draft.events?.sort((a, b) => a[1] - b[1]).map((row) => decodeEvent(id, row)) ?? NONE,
    ledger: draft.ledger?.map((row) => decodeLedgerRow(id, row)) ?? NONE,
    enrollments,
    exits,
    tasks: draft.tasks?.map((row) => decodeTask(id, row, dictionary)) ?? NONE,
    handoffs: draft.handoffs?.map((row) => decodeHandoff(id, row, dictionary)) ?? NONE,
    watch: decodeWatch(draft.watch),
    nextOrdinal: draft.nextOrdinal,
  }
  const { handle, revision, faults } = draft
  return { handle, revision, state, causes, inboxIds: idsOf(draft), faults, heads }
}

export const idsOf = ({ inbox }: StateRows): readonly number[] => inbox?.map((row) => row.id) ?? NONE

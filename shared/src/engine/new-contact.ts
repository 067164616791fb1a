import type { Contact } from '../contact/schema.ts'
import type { ContactState } from './state.ts'

/** The state of a contact that has done nothing yet. */
export function newContactState(contact: Contact): ContactState {
  return {
    contact,
    events: [],
    ledger: [],
    enrollments: [],
    exits: {},
    tasks: [],
    handoffs: [],
    watch: {
      score: { fit: 0, engagement: 0 },
      segments: {},
      dates: {},
      pending: [],
      lastActivityAt: contact.createdAt,
      checkAt: null,
    },
    nextOrdinal: 1,
  }
}

import { describe } from 'vitest'
import type { OpenStore } from '../../testing/store-fixture.ts'
import { describeContacts } from './contacts.ts'
import { describeFlows } from './flows.ts'
import { describeInbox } from './inbox.ts'
import { describeOperations } from './operations.ts'
import { describeOutbox } from './outbox.ts'
import { describeRecords } from './records.ts'
import { describeTurns } from './turns.ts'

/** What every store must do, whatever keeps its rows. */
export function describeStore(backend: string, open: OpenStore): void {
  describe(`The store on ${backend}`, () => {
    describeTurns(open)
    describeInbox(open)
    describeOutbox(open)
    describeContacts(open)
    describeFlows(open)
    describeRecords(open)
    describeOperations(open)
  })
}

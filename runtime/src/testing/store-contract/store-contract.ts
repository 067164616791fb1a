import { describe } from 'vitest'
import type { OpenStore } from '../store-fixture.ts'
import { describeAnnouncements } from './announcements.ts'
import { describeAudit } from './audit.ts'
import { describeCommits } from './commits.ts'
import { describeContacts } from './contacts.ts'
import { describeEnrollments } from './enrollments.ts'
import { describeFlows } from './flows.ts'
import { describeHistory } from './history.ts'
import { describeInbox } from './inbox.ts'
import { describeOperations } from './operations.ts'
import { describeOutbox } from './outbox.ts'
import { describePublications } from './publications.ts'
import { describeSales } from './sales.ts'
import { describeTurns } from './turns.ts'

/** What every store must do, whatever keeps its rows. */
export function describeStore(backend: string, open: OpenStore): void {
  describe(`The store on ${backend}`, () => {
    describeTurns(open)
    describeCommits(open)
    describeInbox(open)
    describeAnnouncements(open)
    describeOutbox(open)
    describeContacts(open)
    describeFlows(open)
    describeEnrollments(open)
    describePublications(open)
    describeSales(open)
    describeHistory(open)
    describeOperations(open)
    describeAudit(open)
  })
}

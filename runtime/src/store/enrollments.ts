import type { Page } from '@couveuse/shared/api/page'
import type { Contact } from '@couveuse/shared/contact/schema'
import type { EnrollmentStatus } from '@couveuse/shared/contract/words'
import type { Enrollment, JournalEntry } from '@couveuse/shared/engine/state'

export interface EnrollmentRow {
  readonly enrollment: Enrollment
  readonly contact: Contact
}

export interface EnrollmentQuery {
  readonly flow?: string
  readonly version?: number
  /** where it rests or failed */
  readonly step?: string
  readonly contactId?: string
  readonly status?: EnrollmentStatus | 'open'
  /** code of a failure, or reason of an end */
  readonly reason?: string
  readonly cursor?: string
  readonly limit: number
}

export interface EnrollmentStore {
  /** Newest entry first. */
  list(query: EnrollmentQuery): Promise<Page<EnrollmentRow>>
  get(id: string): Promise<EnrollmentRow | undefined>
  /** Finished visits in order; empty for an unknown enrollment. */
  journal(id: string): Promise<readonly JournalEntry[]>
  /** Contacts with an open enrollment in a flow, each once, chunk by chunk: what a resume or a new version is told to. */
  openContacts(
    flow: string,
    options: { after?: string; limit: number; overdueAt?: number },
  ): Promise<{ readonly contactIds: readonly string[]; readonly next: string | null }>
  /** Open enrollments of a flow whose wake-up is `now` or earlier. */
  overdueCount(flow: string, now: number): Promise<number>
}

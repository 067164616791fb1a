import type { Page } from '@couveuse/shared/api/page'
import type { Contact } from '@couveuse/shared/contact/schema'
import type { EnrollmentStatus } from '@couveuse/shared/contract/words'
import type { Enrollment, JournalEntry } from '@couveuse/shared/engine/state'
import type { ContactHandle } from './turns.ts'

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

/** Failed enrollments that failed alike. */
export interface FailedGroup {
  readonly flow: string
  readonly version: number
  readonly step: string
  /** code of the failure */
  readonly reason: string
  readonly count: number
  /** the one that entered last */
  readonly newest: string
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
  /** Contacts with an open enrollment at a step of a version, at most `limit`, spread evenly over all who are there. */
  sampleAt(place: { flow: string; version: number; step: string; limit: number }): Promise<readonly ContactHandle[]>
  /** Failed enrollments by flow, version, step and code, of one flow or of all; most of them first. */
  failedGroups(flow?: string): Promise<readonly FailedGroup[]>
  /**
   * Enrollments of a flow for whom a resumption means something at once: their wake-up is `now` or earlier, or a pause holds
   * what came for them. Failed ones wait for people.
   */
  overdueCount(flow: string, now: number): Promise<number>
}

import type { Cause } from '@couveuse/shared/engine/cause'

/** What was told last, under a name. */
export interface Mark {
  readonly name: string
  readonly value: string
}

/**
 * Telling all contacts the same thing: an occurrence of a schedule, that triggers watch other things than before. The mark
 * is kept in the same transaction, so that a crash leaves nobody untold and nobody told twice.
 */
export interface AnnouncementStore {
  marks(): Promise<ReadonlyMap<string, string>>
  /** null forgets. */
  keepMarks(marks: Readonly<Record<string, string | null>>): Promise<void>
  /** Puts the cause into every contact's inbox; all are due from `now` on. Returns how many there are. */
  tellEverybody(cause: Cause, mark: Mark, now: number): Promise<number>
}

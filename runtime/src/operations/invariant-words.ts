import type { Invariant } from '@couveuse/shared/api/operations'

/** What holds when all is well, in one sentence each. */
export const INVARIANT_WORDS: Readonly<Record<Invariant, string>> = {
  due_taken_in_time: 'whoever is due gets a turn within a minute',
  turns_succeed: 'no contact is set aside because its turn fails',
  outbox_moves: 'what waits to be sent leaves within its bound',
  sends_are_answered: 'what was handed over is answered within a quarter of an hour',
  decisions_are_taken: 'no message waits for a decision longer than a day',
  turns_are_written: 'rounds of turns are read and written',
  queue_answers: 'the queue answers',
  entered_is_open_and_ended: 'contacts entered = contacts under way + contacts that ended, in every flow',
  enrollment_counters_match: 'counters of enrollments equal the enrollments',
  place_counters_match: 'counters of steps equal the contacts who stand there',
  visit_counters_match: 'counters of visits equal the sums of the journals',
  visits_are_made_once: 'every visit was made once and journaled once',
  waiting_contacts_wake_up: 'whoever waits has a wake-up in time',
  inbox_is_counted: 'what is in the inbox is counted and will be taken in',
  database_is_sound: 'structure and references of the database are sound',
}

/** What became of one attempt to hand an effect to the outside world. */
export type AttemptOutcome = 'sent' | 'captured' | 'later' | 'refused' | 'unknown' | 'error'

/** One round of turns: claimed, decided and written in one transaction. */
export interface MeteredBatch {
  readonly committed: number
  readonly lostRaces: number
  /** refused by the database */
  readonly refused: number
  /** visits that were finished */
  readonly steps: number
  readonly tookMs: number
}

/**
 * The one place where the runtime is measured. Everything that is told here is a number: no keys, no names, so that a
 * scrape can go wherever dashboards go. Must cost next to nothing: it is called for every turn.
 */
export interface Meter {
  batch(batch: MeteredBatch): void
  /** A timer was taken this long after it was due. */
  late(ms: number): void
  attempt(lane: string, outcome: AttemptOutcome, tookMs: number): void
  request(status: number, tookMs: number): void
}

/** The only source of the present in the runtime. Never goes back. */
export interface Clock {
  /** epoch ms */
  now(): number
  /** Calls back once when `at` has come, soon where it has passed already. Returns how to call it off. */
  wakeAt(at: number, callback: () => void): () => void
}

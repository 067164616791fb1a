/** A trip that is being replayed, as the canvas shows it: the way lights up. Made by the replay panel, drawn by the designer. */
export interface Highlight {
  /** visits in their order; `outlet` is null while the step has not been left */
  readonly visits: readonly { readonly step: string; readonly outlet: string | null }[]
  /** the step at which the trip stands now; null when it is over, or has not begun */
  readonly current: string | null
}

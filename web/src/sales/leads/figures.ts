import type { HandoffList } from '@couveuse/shared/api/handoffs'

export interface Ratio {
  readonly part: number
  readonly whole: number
}

/** What sales makes of the leads it is given, from how many there are in each state. */
export function salesFigures({ open, accepted, returned, won, lost }: HandoffList['counts']): {
  /** no longer waiting to be accepted, of all handed over */
  readonly treated: Ratio
  /** taken on, of those treated */
  readonly acceptance: Ratio
  /** of the deals that are closed */
  readonly wins: Ratio
} {
  const takenOn = accepted + won + lost
  const treated = takenOn + returned
  return {
    treated: { part: treated, whole: treated + open },
    acceptance: { part: takenOn, whole: treated },
    wins: { part: won, whole: won + lost },
  }
}

/** Under 80 % is an alarm, as marketing and sales have agreed. */
export function isTreatmentAlarming({ part, whole }: Ratio): boolean {
  return whole > 0 && part / whole < 0.8
}

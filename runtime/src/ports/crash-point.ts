/**
 * The places of the pipeline where a process may die with the most to lose. Tests kill it there; in production passing
 * one does nothing.
 */
export const CRASH_POINTS = [
  'received',
  'claimed',
  'loaded',
  'decided',
  'committed',
  'told',
  'taken',
  'rendered',
  'accepted',
  'recorded',
  'recovered',
] as const
export type CrashPointName = (typeof CRASH_POINTS)[number]

export type CrashPoint = (name: CrashPointName) => void

export const noCrash: CrashPoint = () => undefined

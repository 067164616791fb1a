import { type DueScan, dueScan } from './due-scan.ts'
import { eventToMail } from './event-to-mail.ts'
import { idleCpu } from './idle.ts'
import { type Ingestion, ingestion } from './ingestion.ts'
import { type Memory, memory } from './memory.ts'
import { type PostgresScaling, postgresScaling } from './postgres.ts'
import type { Quantiles } from './quantiles.ts'
import { type Dispatch, smtpDispatch } from './smtp-dispatch.ts'
import { type Speed, speed } from './speed.ts'
import { type TimerLateness, timerLateness } from './timers.ts'

/** All that a run may have measured; a quick one leaves most of it out. */
export interface Results {
  speed?: Speed
  dueScan?: DueScan
  timers?: readonly (TimerLateness & { readonly queue: 'embedded' | 'redis' })[]
  eventToMail?: Quantiles & { readonly perSecond: number }
  ingestion?: Ingestion
  smtp?: Dispatch
  memory?: Memory
  idle?: { readonly percentOfCore: number }
  postgres?: PostgresScaling
}
export type MeasureName = keyof Results

interface Measure {
  readonly full: () => Promise<Results>
  /** absent = only in the full run */
  readonly quick?: () => Promise<Results>
}

async function timers(runs: readonly (readonly ['embedded' | 'redis', number])[], seconds: number): Promise<Results> {
  const measured: NonNullable<Results['timers']>[number][] = []
  for (const [queue, perSecond] of runs) measured.push({ queue, ...(await timerLateness(queue, perSecond, seconds)) })
  return { timers: measured }
}

/** In the order in which they are told. */
export const MEASURES: Readonly<Record<MeasureName, Measure>> = {
  speed: {
    quick: async () => ({ speed: await speed({ pairs: 1, engine: 8_000, baseline: 400, sqlite: 2_500 }) }),
    full: async () => ({ speed: await speed({ pairs: 3, engine: 100_000, baseline: 3_000, sqlite: 10_000 }) }),
  },
  dueScan: {
    quick: async () => ({ dueScan: await dueScan([10_000, 300_000]) }),
    full: async () => ({ dueScan: await dueScan([10_000, 1_000_000, 5_000_000]) }),
  },
  timers: {
    quick: () => timers([['embedded', 500]], 3),
    full: () =>
      timers(
        [
          ['embedded', 500],
          ['embedded', 2_000],
          ['redis', 2_000],
        ],
        10,
      ),
  },
  eventToMail: { full: async () => ({ eventToMail: { perSecond: 100, ...(await eventToMail(100, 20)) } }) },
  ingestion: { full: async () => ({ ingestion: await ingestion(20_000, 100_000) }) },
  smtp: { full: async () => ({ smtp: await smtpDispatch(10_000) }) },
  memory: { full: async () => ({ memory: await memory(1_000_000) }) },
  idle: { full: async () => ({ idle: { percentOfCore: await idleCpu(20) } }) },
  postgres: { full: async () => ({ postgres: await postgresScaling(4_000, [1, 2, 4]) }) },
}

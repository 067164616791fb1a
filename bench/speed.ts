import { engineOnSqlite, type Throughput } from './engine-on-sqlite.ts'
import { jobPerStep } from './job-per-step.ts'
import { median } from './quantiles.ts'
import { sqliteLimit } from './sqlite-limit.ts'

export interface Speed {
  readonly engine: Throughput
  readonly baseline: Throughput
  readonly sqlite: Throughput
  /** engine by baseline */
  readonly ratio: number
  /** engine by the bare loop over SQLite, in percent */
  readonly percentOfSqlite: number
}

interface Sizes {
  readonly pairs: number
  /** contacts; the baseline runs fewer, because it is so much slower: all are told in steps per second */
  readonly engine: number
  readonly baseline: number
  readonly sqlite: number
}

/** The three ways to do the same work, in turn; medians, so that one disturbance does not decide. */
export async function speed(sizes: Sizes): Promise<Speed> {
  const rounds: Speed[] = []
  for (let round = 0; round < sizes.pairs; round++) {
    const engine = await engineOnSqlite(sizes.engine)
    const baseline = await jobPerStep(sizes.baseline)
    const sqlite = await sqliteLimit(sizes.sqlite)
    const ratio = engine.stepsPerSecond / baseline.stepsPerSecond
    const percentOfSqlite = (engine.stepsPerSecond / sqlite.stepsPerSecond) * 100
    rounds.push({ engine, baseline, sqlite, ratio, percentOfSqlite })
  }
  const middle = (name: 'engine' | 'baseline' | 'sqlite'): Throughput => {
    const stepsPerSecond = median(rounds.map((round) => round[name].stepsPerSecond))
    const known = rounds.map((round) => round[name]).find((one) => one.stepsPerSecond === stepsPerSecond)
    return known ?? { contacts: 0, steps: 0, seconds: 0, stepsPerSecond }
  }
  return {
    engine: middle('engine'),
    baseline: middle('baseline'),
    sqlite: middle('sqlite'),
    ratio: median(rounds.map(({ ratio }) => ratio)),
    percentOfSqlite: median(rounds.map(({ percentOfSqlite }) => percentOfSqlite)),
  }
}

import { replay } from '@couveuse/shared/simulate/replay'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scenarioArbitrary } from './scenario-arbitrary.ts'
import { replayOnRuntime } from './scenario-driver.ts'

/** The same ones at every run; `SAME_TRACE_SEED` and `SAME_TRACE_RUNS` look further. */
const seed = Number(process.env.SAME_TRACE_SEED ?? 2026)
const numRuns = Number(process.env.SAME_TRACE_RUNS ?? 40)

it('whatever happens in whatever flow, simulator and runtime tell the same story', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(scenarioArbitrary, async (scenario) => {
      expect(await replayOnRuntime(scenario)).toEqual(replay(scenario))
    }),
    { seed, numRuns },
  )
})

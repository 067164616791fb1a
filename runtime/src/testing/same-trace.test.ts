import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { replay } from '@couveuse/shared/simulate/replay'
import { describe, expect, it } from 'vitest'
import { replayOnRuntime } from './scenario-driver.ts'

const FOLDER = fileURLToPath(new URL('../../../shared/src/testing/scenarios', import.meta.url))

describe('a scenario tells the same story in the simulator and in the real runtime', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))

  it('has scenarios to tell', () => expect(files.length).toBeGreaterThanOrEqual(5))

  it.for(files)('%s', async (name) => {
    const scenario: unknown = JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))
    const simulated = replay(scenario)
    expect(simulated.failures).toEqual([])
    expect(await replayOnRuntime(scenario)).toEqual(simulated)
  })
})

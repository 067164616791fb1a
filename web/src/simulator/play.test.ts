import type { Flow } from '@couveuse/shared/flow/schema'
import { prepareReplay, replay } from '@couveuse/shared/simulate/replay'
import { describe, expect, it } from 'vitest'
import { openScenario } from './open-scenario.ts'
import { play } from './play.ts'
import { scenarioFile } from './save-scenario.ts'
import { clockOf, moveClock, rewind, type Session } from './session.ts'

/** Plays to the end at once. */
function finish<T>(run: Generator<undefined, T>): T {
  for (;;) {
    const step = run.next()
    if (step.done) return step.value
  }
}

const files = import.meta.glob<unknown>('../../../shared/src/testing/scenarios/*.json', {
  eager: true,
  import: 'default',
})
const scenarios = Object.entries(files).map(([path, json]) => ({ name: path.split('/').at(-1) ?? path, json }))

/** A replay prints what `check` says beside what happened; the panel does not check. */
const happened = ({ problems: _, ok: __, failures: ___, ...rest }: Record<string, unknown>) => rest

function open(json: unknown): { flow: Flow; session: Session } {
  const flow = prepareReplay(json).own
  const opened = openScenario(JSON.stringify(json), flow)
  if (!opened.ok) throw new Error(opened.message)
  return { flow, session: opened.session }
}

describe('a replay in the panel', () => {
  it('knows the scenarios that the simulator and the runtime are tested with', () => {
    expect(scenarios.length).toBeGreaterThan(40)
  })

  it.each(scenarios)('tells the story that the CLI tells: $name', ({ json }) => {
    const { flow, session } = open(json)
    const { transcript } = finish(play(flow, session))
    expect(happened({ ...transcript })).toEqual(happened({ ...replay(json) }))
  })

  it.each(scenarios)('tells the same story step by step as at once: $name', ({ json }) => {
    const { flow, session } = open(json)
    const end = clockOf(session)
    let stepped = rewind(session)
    const clocks: number[] = []
    for (let seen = finish(play(flow, stepped)); seen.nextAt !== null && seen.nextAt <= end; ) {
      expect(seen.nextAt).toBeGreaterThanOrEqual(clockOf(stepped))
      clocks.push(seen.nextAt)
      stepped = moveClock(stepped, seen.nextAt)
      const after = finish(play(flow, stepped))
      expect(after.moments.length).toBeGreaterThan(0)
      seen = after
    }
    expect(new Set(clocks).size).toBe(clocks.length)
    const atOnce = finish(play(flow, session))
    const byStep = finish(play(flow, moveClock(stepped, end)))
    expect(byStep.moments).toEqual(atOnce.moments)
  })

  it.each(scenarios)(
    'saves a file that the CLI replays to the same timeline, and that meets itself: $name',
    ({ json }) => {
      const { flow, session } = open(json)
      const seen = finish(play(flow, session))
      const file = JSON.parse(JSON.stringify(scenarioFile(flow, session, seen, { name: 'saved', isFlowInside: true })))
      const printed = replay(file)
      expect(happened({ ...printed })).toEqual(happened({ ...seen.transcript }))
      expect(printed.failures).toEqual([])
      expect(open(file).session.actions.length).toBe(session.actions.length)
    },
  )
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { choiceAt, type MigrationChoice, type MigrationPlan } from '../flow/publish.ts'
import type { Flow } from '../flow/schema.ts'
import { flowArbitrary } from '../testing/flow-arbitrary.ts'
import { VersionWorld } from '../testing/version-world.ts'

const DAY = 86_400_000

/** For every step of the versions before, one of the three fates, the third being to move to a step that is there. */
function planFor(olds: readonly Flow[], next: Flow, picks: readonly number[]): MigrationPlan {
  const targets = Object.keys(next.steps)
  let turn = 0
  const fate = (): MigrationChoice | undefined => {
    const pick = picks[turn++ % picks.length] ?? 0
    if (pick % 4 === 0) return undefined
    const to = targets[Math.floor(pick / 4) % Math.max(1, targets.length)]
    return pick % 4 === 1 || to === undefined ? { end: 'decided' } : { to }
  }
  return Object.fromEntries(
    olds.map((flow, index) => [
      index + 1,
      Object.fromEntries(
        [...Object.keys(flow.steps), 's9'].flatMap((step) => {
          const choice = fate()
          return choice ? [[step, choice]] : []
        }),
      ),
    ]),
  )
}

const life = fc.record({
  flows: fc.array(flowArbitrary, { minLength: 2, maxLength: 4 }),
  picks: fc.array(fc.nat(40), { minLength: 1, maxLength: 12 }),
  days: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 }),
  pausedFrom: fc.option(fc.nat(3), { nil: undefined }),
})

describe('any plan over any flows', () => {
  test('finds every contact where it says, none lost and none twice, and no effect key is used again', () => {
    let moved = 0
    let ended = 0
    fc.assert(
      fc.property(life, ({ flows: [first, ...others], picks, days, pausedFrom }) => {
        if (!first) return
        const world = new VersionWorld(first)
        world.enroll()
        const entered = world.state.enrollments.length + world.ended.length
        const olds = [first]
        others.forEach((next, index) => {
          world.passUntil(world.now + (days[index] ?? 0) * DAY)
          if (pausedFrom === index) world.isPaused = true
          const before = world.enrollment
          const plan = planFor(olds, next, picks)
          const choice = before && choiceAt(plan, before.version, before.step ?? '')
          world.publish(next, plan)
          olds.push(next)
          const after = world.enrollment
          const left = world.ended.at(-1)
          // Whoever entered is in the flow or has ended, once.
          expect(world.state.enrollments.length + world.ended.length).toBe(entered)
          if (!before) return
          if (!choice) expect(after).toEqual(before)
          else if ('end' in choice) {
            ended += 1
            expect(left).toMatchObject({ status: 'left', reason: 'decided', version: before.version })
          } else {
            moved += 1
            const now = after ?? left
            expect(now).toMatchObject({ id: before.id, version: index + 2 })
            expect(now?.moves?.at(-1)).toMatchObject({ version: before.version, at: world.now })
            expect(now?.seq).toBeGreaterThanOrEqual(before.seq)
            if (world.isPaused) expect(after?.step).toBe(choice.to)
          }
        })
        world.isPaused = false
        world.happen({ type: 'resume', flow: first.key, missed: 'now' })
        world.passUntil(world.now + 30 * DAY)
        expect(world.state.enrollments.length + world.ended.length).toBe(entered)
        expect(new Set(world.effectKeys).size).toBe(world.effectKeys.length)
        const seqs = world.journal.map(({ seq }) => seq)
        expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b))
      }),
      { numRuns: 1_500 },
    )
    expect(moved).toBeGreaterThan(30)
    expect(ended).toBeGreaterThan(20)
  })
})

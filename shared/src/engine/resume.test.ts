import { describe, expect, test } from 'vitest'
import { aFlow } from '../testing/flow-builder.ts'
import { VersionWorld } from '../testing/version-world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const mail = (next: string) => ({
  ...{ kind: 'email', inline: { subject: 'Hi', body: 'Hello' } },
  next: { sent: next },
})
const flow = aFlow({
  hello: mail('pause'),
  pause: { kind: 'wait', for: 'P1D', next: { done: 'more' } },
  more: mail('later'),
  later: { kind: 'wait', for: 'P1D', next: { done: 'last' } },
  last: { kind: 'email', inline: { subject: 'Bye', body: 'Bye' } },
})

/** Paused for three days, two of them too long for the contact. */
function overdue(id: string): VersionWorld {
  const world = new VersionWorld(flow, { id })
  world.enroll()
  world.isPaused = true
  world.passUntil(world.now + 3 * DAY)
  world.isPaused = false
  return world
}

describe('a flow that resumes', () => {
  test('now: what was missed happens at once, and later waits count from there', () => {
    const world = overdue('ada')
    world.happen({ type: 'resume', flow: 'a-flow', missed: 'now' })
    expect(world.messages.map(({ step, at }) => [step, at])).toEqual([
      ['hello', world.now - 3 * DAY],
      ['more', world.now],
    ])
    expect(world.enrollment?.rest?.wakeAt).toBe(world.now + DAY)
  })

  test('skip: the missed message is left out, the next one is not', () => {
    const world = overdue('ada')
    world.happen({ type: 'resume', flow: 'a-flow', missed: 'skip' })
    world.passUntil(world.now + DAY)
    expect(world.messages.map(({ step }) => step)).toEqual(['hello', 'last'])
    expect(world.path).toEqual(['hello:sent', 'pause:done', 'more:blocked', 'later:done', 'last:sent'])
  })

  test('spread: each contact goes on at a whole millisecond of the window, the same one every time, not all at once', () => {
    const instants = Array.from({ length: 40 }, (_, i) => {
      const [world, again] = [overdue(`c${i}`), overdue(`c${i}`)]
      const resumedAt = world.now
      for (const one of [world, again])
        one.happen({ type: 'resume', flow: 'a-flow', missed: 'spread', overMs: 4 * HOUR })
      const wakeAt = world.enrollment?.rest?.wakeAt ?? 0
      expect(again.enrollment?.rest?.wakeAt).toBe(wakeAt)
      expect(Number.isInteger(wakeAt)).toBe(true)
      expect(wakeAt - resumedAt).toBeGreaterThanOrEqual(0)
      expect(wakeAt - resumedAt).toBeLessThan(4 * HOUR)
      world.passUntil(resumedAt + 4 * HOUR)
      expect(world.messages.at(-1)).toMatchObject({ step: 'more', at: wakeAt })
      return wakeAt
    })
    expect(new Set(instants).size).toBe(instants.length)
    expect(Math.max(...instants) - Math.min(...instants)).toBeGreaterThan(2 * HOUR)
  })

  test('paused again while contacts still go on one by one, it holds the rest of them until it resumes', () => {
    const world = new VersionWorld(flow)
    world.isPaused = true
    world.enroll()
    world.isPaused = false
    world.happen({ type: 'resume', flow: 'a-flow', missed: 'spread', overMs: 4 * HOUR })
    world.isPaused = true
    world.passUntil(world.now + 2 * DAY)
    expect(world.messages).toEqual([])
    expect(world.enrollment).toMatchObject({ status: 'active', rest: { held: { type: 'enter' } } })
    world.isPaused = false
    world.happen({ type: 'resume', flow: 'a-flow', missed: 'now' })
    expect(world.messages.map(({ step }) => step)).toEqual(['hello'])
  })
})

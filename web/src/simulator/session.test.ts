import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clear,
  clockOf,
  type Deed,
  doNow,
  forget,
  moveClock,
  moveStart,
  plan,
  plannedDeeds,
  rewind,
  type Session,
  undo,
} from './session.ts'
import { DAY, HOUR, monday, newSession, pathOf, played } from './testing/white-paper.ts'

const click: Deed = { event: 'email_clicked', of: 'welcome' }
const now = (session: Session, deed: Deed): Session => doNow(session, deed, played(session).lastMomentAt)

describe('a session', () => {
  it('begins at its start, with nothing done', () => {
    const session = newSession()
    expect(clockOf(session)).toBe(monday)
    expect(plannedDeeds(session)).toEqual([])
    expect(pathOf(session)).toEqual(['welcome:sent'])
  })

  it('takes back exactly the last thing that was asked', () => {
    const one = moveClock(newSession(), monday + DAY)
    const two = now(one, click)
    expect(pathOf(two)).toContain('click:clicked')
    expect(undo(two)).toEqual(one)
    expect(undo(undo(two))).toEqual(newSession())
    expect(undo(newSession())).toEqual(newSession())
  })

  it('tells the same story after going back and forward again', () => {
    const there = now(moveClock(newSession(), monday + 2 * DAY), click)
    const again = now(undo(there), click)
    expect(played(again)).toEqual(played(there))
  })

  it('does something at the present instant where nothing has happened at it', () => {
    const session = moveClock(newSession(), monday + DAY)
    expect(plannedDeeds(now(session, click))).toMatchObject([{ at: monday + DAY }])
    expect(clockOf(now(session, click))).toBe(monday + DAY)
  })

  it('does something a second later where the present instant has been played', () => {
    const timedOut = moveClock(newSession(), monday + 7 * DAY)
    expect(pathOf(timedOut)).toContain('click:timeout')
    // An event of the very instant of a timeout wins over it (FLOW-DSL §4); what was seen would be undone.
    const late = now(timedOut, click)
    expect(pathOf(late)).toContain('click:timeout')
    expect(clockOf(late)).toBe(monday + 7 * DAY + 1000)
  })

  it('never changes what has been seen by doing something now', () => {
    const deeds: readonly Deed[] = [
      click,
      { event: 'email_opened', of: 'welcome' },
      { handoff: 'accept' },
      { handoff: 'return', reason: 'bad_timing' },
      { event: 'unsubscribed' },
      { set: { stage: 'mql' } },
      { pause: true },
      { resume: 'now' },
      { remove: true },
      { enroll: true },
    ]
    const moves = fc.array(fc.oneof(fc.constant('step' as const), fc.constantFrom(...deeds)), { maxLength: 12 })
    fc.assert(
      fc.property(moves, (all) => {
        let session = newSession()
        for (const move of all) {
          const before = played(session)
          if (move === 'step') {
            if (before.nextAt === null) continue
            session = moveClock(session, before.nextAt)
          } else {
            session = doNow(session, move, before.lastMomentAt)
          }
          const after = played(session)
          expect(after.moments.slice(0, before.moments.length)).toEqual(before.moments)
          expect(after.moments.length).toBeGreaterThan(before.moments.length)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('plans things in any order and does them in order of time', () => {
    const later = plan(newSession(), { event: 'b' }, monday + 2 * DAY)
    const both = plan(plan(later, { event: 'a' }, monday + DAY), { event: 'a2' }, monday + DAY)
    expect(plannedDeeds(both).map(({ at, entry, index }) => [at, 'event' in entry && entry.event, index])).toEqual([
      [monday + DAY, 'a', 0],
      [monday + DAY, 'a2', 1],
      [monday + 2 * DAY, 'b', 2],
    ])
  })

  it('moves what is planned before the start to the start', () => {
    expect(plannedDeeds(plan(newSession(), click, monday - DAY))).toMatchObject([{ at: monday }])
    expect(clockOf(moveClock(newSession(), monday - DAY))).toBe(monday)
  })

  it('retells what was played when something is planned in its past', () => {
    const late = moveClock(newSession(), monday + 8 * DAY)
    expect(pathOf(late)).toContain('click:timeout')
    expect(pathOf(plan(late, click, monday + DAY))).toContain('click:clicked')
  })

  it('forgets one deed and leaves the clock where it is', () => {
    const session = now(moveClock(newSession(), monday + DAY), click)
    const [deed] = plannedDeeds(session)
    const without = forget(session, deed?.id ?? 0)
    expect(plannedDeeds(without)).toEqual([])
    expect(clockOf(without)).toBe(clockOf(session))
  })

  it('goes back to the start with its deeds planned, or without', () => {
    const session = now(moveClock(newSession(), monday + DAY), click)
    expect(clockOf(rewind(session))).toBe(monday)
    expect(plannedDeeds(rewind(session))).toHaveLength(1)
    expect(clear(session)).toEqual(newSession())
  })

  it('keeps everything at its distance on the wall clock when the start moves over a change of clocks', () => {
    const session = moveClock(plan(newSession(), click, monday + DAY + HOUR), monday + 2 * DAY)
    // Saturday 28 March 2026, 09:00; clocks go forward in the night that follows.
    const saturday = Date.parse('2026-03-28T08:00:00Z')
    const moved = moveStart(session, saturday, 'Europe/Paris')
    expect(plannedDeeds(moved)).toMatchObject([{ at: Date.parse('2026-03-29T08:00:00Z') }])
    expect(clockOf(moved)).toBe(Date.parse('2026-03-30T07:00:00Z'))
    expect(moveStart(moved, monday, 'Europe/Paris')).toEqual(session)
  })
})

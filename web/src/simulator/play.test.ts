import { type Flow, flowSchema } from '@couveuse/shared/flow/schema'
import { workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import { prepareReplay, replay } from '@couveuse/shared/simulate/replay'
import { describe, expect, it } from 'vitest'
import { openScenario } from './open-scenario.ts'
import { findEnd, play } from './play.ts'
import { scenarioFile } from './save-scenario.ts'
import { clockOf, doNow, moveClock, plan, rewind, type Session } from './session.ts'
import { DAY, finish, HOUR, monday, newSession, played, whitePaper } from './testing/white-paper.ts'
import { judgeSession } from './verdicts.ts'

const files = import.meta.glob<unknown>('../../../shared/src/testing/scenarios/*.json', {
  eager: true,
  import: 'default',
})
const scenarios = Object.entries(files).map(([path, json]) => ({ name: path.split('/').at(-1) ?? path, json }))

/** Without what `check` says, which the panel leaves to the designer. */
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
    const { transcript, warnings } = finish(play(flow, session))
    const printed = replay(json)
    expect(happened({ ...transcript })).toEqual(happened({ ...printed }))
    expect(printed.problems.slice(printed.problems.length - warnings.length)).toEqual(warnings)
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

  it.each(scenarios)('judges what a file expects as the CLI does: $name', ({ json }) => {
    const { flow, session } = open(json)
    const { failures } = replay(json)
    const judged = finish(judgeSession(flow, session))
    expect(judged?.verdicts.flatMap(({ id, isMet }) => (isMet ? [] : [id])) ?? []).toEqual(
      failures.map((failure) => `${failure.expect}:${failure.key}`),
    )
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

describe('the virtual clock', () => {
  it('steps to the next thing that happens, past days on which nothing does', () => {
    const settings = workspaceSettingsSchema.parse({
      scoring: {
        engagement: [{ id: 'visit', event: 'page_viewed', points: 40, halfLife: 'P10D' }],
        stages: { mql: { combinator: 'and', rules: [{ field: 'score.total', operator: '>=', value: 90 }] } },
      },
    })
    const flow = flowSchema.parse({
      dsl: 1,
      key: 'patient',
      entry: [{ on: 'score', of: 'engagement', crosses: 500 }],
      start: 'pause',
      steps: { pause: { kind: 'wait', for: 'P60D', next: {} } },
    })
    const session = newSession({ settings, contact: { id: 'c1', score: { engagement: 40 } } })
    const visited = plan(session, { event: 'page_viewed' }, monday + HOUR)
    const seen = finish(play(flow, moveClock(visited, monday + 2 * HOUR)))
    expect(seen.nextAt).toBe(monday + 60 * DAY)
  })

  it('takes what is planned for the next thing too, whatever comes of it', () => {
    const session = plan(newSession(), { event: 'nothing_listens' }, monday + DAY)
    expect(played(session).nextAt).toBe(monday + DAY)
  })

  it('finds the end of the trip, and of what is planned after it', () => {
    expect(finish(findEnd(whitePaper, newSession()))).toBe(monday + 21 * DAY)
    const later = plan(newSession(), { event: 'page_viewed' }, monday + 100 * DAY)
    expect(finish(findEnd(whitePaper, later))).toBe(monday + 100 * DAY)
  })

  it('has nothing to look forward to where nothing can happen', () => {
    const outside = newSession({ isByTrigger: true })
    expect(played(outside)).toMatchObject({ nextAt: null, moments: [] })
    expect(finish(findEnd(whitePaper, outside))).toBeNull()
  })

  it('goes on from the end when something is done there', () => {
    const over = moveClock(newSession(), monday + 30 * DAY)
    expect(played(over).transcript.status).toBe('ended')
    const again = doNow(over, { event: 'form_submitted', properties: { form: 'white-paper' } }, undefined)
    expect(played(again).transcript.entries.at(-1)).toMatchObject({ enrolled: false, reason: 'reentry' })
  })

  it('gives up a flow that does too much at once, and says where', () => {
    const loop = flowSchema.parse({
      dsl: 1,
      key: 'loop',
      start: 'minute',
      steps: { minute: { kind: 'wait', for: 'PT1M', next: { done: 'minute' } } },
    })
    const seen = finish(play(loop, moveClock(newSession(), monday + 365 * DAY)))
    expect(seen.isCutShort).toBe(true)
    expect(seen.nextAt).toBeNull()
    expect(seen.clockAt).toBeGreaterThan(monday)
    expect(seen.clockAt).toBeLessThan(monday + 10 * DAY)
    expect(seen.transcript.step).toBe('minute')
  })

  it('replays a busy year to its end', () => {
    let session = newSession({ contact: { id: 'c1', email: 'ada@example.com', consent: { email: 'granted' } } })
    const events = ['page_viewed', 'email_opened', 'email_clicked']
    for (let day = 1; day < 360; day++)
      session = plan(session, { event: events[day % 3] ?? '', of: 'welcome' }, monday + day * DAY + 3 * HOUR)
    session = moveClock(session, monday + 365 * DAY)
    const { moments, isCutShort } = played(session)
    expect(moments.length).toBeGreaterThan(350)
    expect(isCutShort).toBe(false)
  })

  it('draws the score from the start to the clock', () => {
    const session = plan(newSession(), { event: 'email_clicked', of: 'welcome' }, monday + DAY)
    const { scoreLine } = played(moveClock(session, monday + 2 * DAY))
    expect(scoreLine[0]).toMatchObject({ at: monday, score: { total: 0 } })
    expect(scoreLine.at(-1)).toMatchObject({ at: monday + 2 * DAY, score: { total: 25 } })
    const at = scoreLine.map((point) => point.at)
    expect(at).toEqual([...at].sort((a, b) => a - b))
  })
})

import { prepareReplay } from '@couveuse/shared/simulate/replay'
import { describe, expect, it } from 'vitest'
import type { Moment } from './moment.ts'
import { openScenario } from './open-scenario.ts'
import { play } from './play.ts'
import { doNow, moveClock, plan } from './session.ts'
import { type Line, tellMoment } from './story.ts'
import { DAY, finish, monday, newSession, played } from './testing/white-paper.ts'

const files = import.meta.glob<unknown>('../../../shared/src/testing/scenarios/*.json', {
  eager: true,
  import: 'default',
})
const scenarios = Object.entries(files).map(([path, json]) => ({ name: path.split('/').at(-1) ?? path, json }))

const tell = (moment: Moment): readonly Line[] => tellMoment(moment, (id) => id)
const linesOf = (moments: readonly Moment[]): readonly Line[] => moments.flatMap(tell)
const types = (moment: Moment | undefined): readonly string[] => (moment ? tell(moment).map(({ type }) => type) : [])

/** What stands with the steps it belongs to. */
const nested = (lines: readonly Line[]) =>
  lines.flatMap((line) => (line.type === 'visit' || line.type === 'rest' ? [line] : []))

describe('the timeline', () => {
  it.each(scenarios)('tells everything that happened exactly once: $name', ({ json }) => {
    const flow = prepareReplay(json).own
    const opened = openScenario(JSON.stringify(json), flow)
    if (!opened.ok) throw new Error(opened.message)
    const { moments, transcript } = finish(play(flow, opened.session))
    const lines = linesOf(moments)
    expect(nested(lines).flatMap(({ messages }) => messages)).toHaveLength(transcript.messages.length)
    const changes = [...nested(lines).flatMap((line) => line.changes), ...lines.filter(({ type }) => type === 'change')]
    expect(changes).toHaveLength(transcript.changes.length)
    expect(lines.filter(({ type }) => type === 'entry')).toHaveLength(transcript.entries.length)
    const visits = transcript.enrollments.flatMap(({ timeline, step }) =>
      step === null ? timeline : timeline.slice(0, -1),
    )
    const failed = transcript.enrollments.filter(({ status, step }) => status === 'failed' && step !== null)
    const told = lines.filter(({ type }) => type === 'visit').length
    // A trip that failed while entering a step has no visit of it that rests.
    expect(told).toBeGreaterThanOrEqual(visits.length)
    expect(told).toBeLessThanOrEqual(visits.length + failed.length)
    const ended = transcript.enrollments.filter(({ endedAt }) => endedAt !== undefined)
    expect(lines.filter(({ type }) => type === 'end')).toHaveLength(ended.length)
    expect(lines.filter(({ type }) => type === 'fail')).toHaveLength(failed.length)
  })

  it('begins with who came in and what the first steps did', () => {
    const [start] = played(newSession()).moments
    expect(types(start)).toEqual(['entry', 'visit', 'rest'])
    const visit = start && tell(start).find((line) => line.type === 'visit')
    expect(visit).toMatchObject({ visit: { step: 'welcome', outlet: 'sent' }, messages: [{ subject: 'Hello Ada' }] })
  })

  it('tells what was done before what came of it', () => {
    const session = plan(newSession(), { event: 'email_clicked', of: 'welcome' }, monday + DAY)
    const moment = played(moveClock(session, monday + DAY)).moments.at(-1)
    expect(types(moment)).toEqual(['deed', 'visit', 'visit', 'visit', 'rest', 'points'])
    const lines = moment ? tell(moment) : []
    expect(lines.find(({ type }) => type === 'points')).toMatchObject({
      total: 25,
      rows: [{ points: 10 }, { points: 15 }],
    })
    expect(lines.find(({ type }) => type === 'rest')).toMatchObject({
      step: 'handover',
      changes: [{ field: 'stage', from: 'prospect', to: 'mql' }],
      handoff: { team: 'sales', owner: 'ana', brief: 'Call Ada' },
    })
  })

  it('tells why the branch was left as it was', () => {
    const moment = played(moveClock(newSession(), monday + 7 * DAY)).moments.at(-1)
    const branch = moment && tell(moment).find((line) => line.type === 'visit' && line.visit.step === 'warm')
    expect(branch).toMatchObject({ visit: { outlet: 'else', because: [{ holds: false, rules: [{ seen: 0 }] }] } })
  })

  it('tells that a deed found nothing to act on', () => {
    const session = doNow(newSession(), { task: 'done' }, monday)
    expect(types(played(session).moments.at(-1))).toEqual(['deed', 'warning'])
  })

  it('tells that somebody did not enter, and why', () => {
    const session = newSession({ contact: { id: 'c1', stage: 'customer' } })
    const lines = linesOf(played(session).moments)
    expect(lines).toMatchObject([{ type: 'entry', entry: { enrolled: false, reason: 'audience' } }])
  })
})

import { flowSchema } from '@couveuse/shared/flow/schema'
import { describe, expect, it } from 'vitest'
import { play } from './play.ts'
import { doNow, moveClock, type Session } from './session.ts'
import { type Suggestion, suggest } from './suggestions.ts'
import { DAY, finish, monday, newSession, played, whitePaper } from './testing/white-paper.ts'

const suggestions = (session: Session): readonly Suggestion[] => suggest(whitePaper, [], played(session))
const awaited = (session: Session): readonly Suggestion['deed'][] =>
  suggestions(session).flatMap(({ deed, why }) => (why === 'awaited' ? [deed] : []))

const clicked = doNow(newSession(), { event: 'email_clicked', of: 'welcome' }, monday)
const accepted = doNow(clicked, { handoff: 'accept' }, played(clicked).lastMomentAt)

describe('what could happen now', () => {
  it('begins with what the resting step listens for, tied to its message', () => {
    expect(awaited(newSession())).toEqual([{ event: 'email_clicked', of: 'welcome' }])
    expect(suggestions(newSession())[0]).toMatchObject({ step: 'click', why: 'awaited' })
  })

  it('is the answers of sales while the lead is with them, and no second acceptance', () => {
    expect(awaited(clicked)).toEqual([
      { handoff: 'accept' },
      { handoff: 'return', reason: 'bad_timing' },
      { handoff: 'won' },
      { handoff: 'lost' },
    ])
    expect(awaited(accepted).slice(0, 1)).toEqual([{ handoff: 'return', reason: 'bad_timing' }])
  })

  it('lets sales close a lead after the trip has gone on without them', () => {
    const expired = moveClock(clicked, monday + DAY)
    expect(played(expired).transcript.status).toBe('ended')
    expect(awaited(expired)).toContainEqual({ handoff: 'won' })
  })

  it('is whatever lets a contact in who waits outside, with the properties the trigger asks for', () => {
    const outside = suggestions(newSession({ isByTrigger: true }))
    expect(outside.filter(({ why }) => why === 'entry').map(({ deed }) => deed)).toEqual([
      { event: 'form_submitted', properties: { form: 'white-paper' } },
      { enroll: true },
    ])
  })

  it('is what people do with a message they got', () => {
    const waiting = moveClock(newSession(), monday + 8 * DAY)
    expect(suggestions(waiting).filter(({ why }) => why === 'message')).toMatchObject([
      { deed: { event: 'email_opened', of: 'welcome' } },
      { deed: { event: 'email_clicked', of: 'welcome' } },
      { deed: { event: 'unsubscribed', of: 'welcome' } },
      { deed: { event: 'email_bounced', properties: { type: 'hard' }, of: 'welcome' } },
    ])
  })

  it('is never offered twice, and counts goals, leave rules and what is done by hand', () => {
    const all = suggestions(newSession()).map(({ deed }) => JSON.stringify(deed))
    expect(new Set(all).size).toBe(all.length)
    for (const deed of [{ event: 'order_placed' }, { event: 'unsubscribed' }, { remove: true }, { pause: true }])
      expect(all).toContain(JSON.stringify(deed))
  })

  it('is resuming while the flow is paused', () => {
    const paused = doNow(newSession(), { pause: true }, monday)
    const deeds = suggestions(paused).map(({ deed }) => deed)
    expect(deeds).toContainEqual({ resume: 'now' })
    expect(deeds).not.toContainEqual({ pause: true })
  })

  it('is doing the open task that the contact waits for', () => {
    const flow = flowSchema.parse({
      dsl: 1,
      key: 'calls',
      start: 'call',
      steps: {
        call: { kind: 'task', channel: 'call', title: 'Call', assignee: 'owner', due: 'P2D', next: { done: 'end' } },
        end: { kind: 'end', reason: 'called', outcome: 'neutral' },
      },
    })
    const [first] = suggest(flow, [], finish(play(flow, newSession())))
    expect(first).toEqual({ deed: { task: 'done', of: 'call' }, step: 'call', why: 'awaited' })
  })
})

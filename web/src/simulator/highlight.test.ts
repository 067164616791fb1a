import { flowSchema } from '@couveuse/shared/flow/schema'
import { describe, expect, it } from 'vitest'
import { highlightOf } from './highlight.ts'
import { play } from './play.ts'
import { moveClock } from './session.ts'
import { DAY, finish, monday, newSession, played, whitePaper } from './testing/white-paper.ts'

describe('the way on the canvas', () => {
  it('is what was walked, up to the step where the contact rests', () => {
    const seen = highlightOf(whitePaper, played(moveClock(newSession(), monday + 7 * DAY)))
    expect(seen.visits).toEqual([
      { step: 'welcome', outlet: 'sent' },
      { step: 'click', outlet: 'timeout' },
      { step: 'warm', outlet: 'else' },
      { step: 'pause', outlet: null },
    ])
    expect(seen.current).toBe('pause')
  })

  it('has no present step once the trip is over, and is empty before it begins', () => {
    expect(highlightOf(whitePaper, played(moveClock(newSession(), monday + 30 * DAY))).current).toBeNull()
    expect(highlightOf(whitePaper, played(newSession({ isByTrigger: true })))).toEqual({ visits: [], current: null })
  })

  it('follows the connection that is drawn where an outlet falls through to it', () => {
    const seen = highlightOf(whitePaper, played(newSession({ contact: { id: 'c1', email: 'ada@example.com' } })))
    expect(played(newSession({ contact: { id: 'c1', email: 'ada@example.com' } })).transcript.path).toEqual([
      'welcome:blocked',
    ])
    expect(seen.visits[0]).toEqual({ step: 'welcome', outlet: 'sent' })
  })

  it('lights no connection where none is drawn', () => {
    const flow = flowSchema.parse({
      dsl: 1,
      key: 'short',
      start: 'mark',
      steps: { mark: { kind: 'goal', name: 'seen' } },
    })
    expect(highlightOf(flow, finish(play(flow, newSession()))).visits).toEqual([{ step: 'mark', outlet: null }])
  })
})

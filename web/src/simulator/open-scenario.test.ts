import { describe, expect, it } from 'vitest'
import { openScenario } from './open-scenario.ts'
import { scenarioFile } from './save-scenario.ts'
import { clockOf, doNow, moveClock, type Session } from './session.ts'
import { DAY, finish, monday, newSession, played, whitePaper } from './testing/white-paper.ts'
import { judgeSession } from './verdicts.ts'

const clicked = moveClock(doNow(newSession(), { event: 'email_clicked', of: 'welcome' }, monday), monday + DAY)
const save = (session: Session, isFlowInside = true): Record<string, unknown> =>
  JSON.parse(JSON.stringify(scenarioFile(whitePaper, session, played(session), { name: 'clicks', isFlowInside })))
function open(json: unknown, flow = whitePaper) {
  const opened = openScenario(JSON.stringify(json), flow)
  if (!opened.ok) throw new Error(opened.message)
  return opened
}

describe('a scenario file', () => {
  it('holds the contact, what was done, and what is expected of it', () => {
    expect(save(clicked)).toMatchObject({
      scenario: 1,
      name: 'clicks',
      flow: { key: 'white-paper' },
      start: '2026-03-02T08:00:00Z',
      contact: { firstName: 'Ada', consent: { email: 'granted' } },
      do: [{ at: '+PT1S', event: 'email_clicked', of: 'welcome' }],
      until: '+P1D',
    })
    expect(save(clicked).expect).toEqual([
      { path: ['welcome:sent', 'click:clicked', 'interest:done', 'warm:hot', 'handover:expired', 'bye'] },
      { status: 'ended', reason: 'not_ripe', step: null },
      { stage: 'mql' },
      { score: { fit: 0, engagement: 25 } },
      { message: { step: 'welcome', at: '2026-03-02T08:00:00Z', channel: 'email', subject: 'Hello Ada' } },
    ])
  })

  it('holds of the settings what the flow depends on, and no other message of the library', () => {
    const { settings } = newSession().setup
    const messages = { ...settings.messages, unused: { subject: 'x', body: 'y' } }
    const file = save(newSession({ settings: { ...settings, messages } }))
    expect(file.workspace).toMatchObject({ messages: { welcome: { subject: 'Hello {{ contact.firstName }}' } } })
    expect(JSON.stringify(file.workspace)).not.toContain('unused')
    expect(file.workspace).not.toHaveProperty('businessHours')
  })

  it('may name the flow by its key alone', () => {
    expect(save(clicked, false).flow).toBe('white-paper')
    expect(open(save(clicked, false))).toMatchObject({ flow: 'same', flowKey: 'white-paper' })
  })

  it('opens at its end, with everything that was done', () => {
    const { session, flow } = open(save(clicked))
    expect(flow).toBe('same')
    expect(clockOf(session)).toBe(monday + DAY)
    expect(played(session).transcript).toEqual(played(clicked).transcript)
  })

  it('meets its own expectations', () => {
    const { session } = open(save(clicked))
    const judged = finish(judgeSession(whitePaper, session))
    expect(judged?.verdicts.length).toBeGreaterThan(5)
    expect(judged?.verdicts.filter(({ isMet }) => !isMet)).toEqual([])
  })

  it('is judged at its own end, wherever the clock stands', () => {
    const { session } = open(save(clicked))
    expect(finish(judgeSession(whitePaper, moveClock(session, monday)))).toEqual(
      finish(judgeSession(whitePaper, session)),
    )
  })

  it('tells what differs when the flow has changed, and that it has', () => {
    const welcome = { ...whitePaper.steps.welcome, inline: { subject: 'Bonjour', body: 'x' }, message: undefined }
    const changed = { ...whitePaper, steps: { ...whitePaper.steps, welcome } } as typeof whitePaper
    const { session, flow } = open(save(clicked), changed)
    expect(flow).toBe('changed')
    const failed = finish(judgeSession(changed, session))?.verdicts.filter(({ isMet }) => !isMet)
    expect(failed).toEqual([
      {
        id: '4:message',
        key: 'message',
        isMet: false,
        expected: { step: 'welcome', at: '2026-03-02T08:00:00Z', channel: 'email', subject: 'Hello Ada' },
        actual: { step: 'welcome', at: '2026-03-02T08:00:00Z', channel: 'email', subject: 'Bonjour' },
      },
    ])
  })

  it('of another flow is replayed with the one on the canvas, and says so', () => {
    const other = { ...whitePaper, key: 'other' } as typeof whitePaper
    expect(open(save(clicked), other)).toMatchObject({ flow: 'another', flowKey: 'white-paper' })
  })

  it.each([
    ['{', 'not_json'],
    ['[]', 'bad_scenario'],
    ['{"scenario":1,"flow":"f"}', 'bad_scenario'],
    ['{"scenario":1,"flow":"f","start":"2026-03-02"}', 'bad_instant'],
    ['{"scenario":1,"flow":"f","start":"2026-03-02T08:00:00Z","do":[{"at":"+P1D"}]}', 'bad_do_entry'],
    ['{"scenario":1,"flow":"f","start":"2026-03-02T08:00:00Z","surprise":1}', 'unknown_key'],
  ])('that reads %s is refused with %s', (text, code) => {
    expect(openScenario(text, whitePaper)).toMatchObject({ ok: false, code })
  })
})

import { describe, expect, test } from 'vitest'
import { RequestError } from '../contract/problem.ts'
import { workspaceSettingsSchema } from '../flow/settings.ts'
import { formatInstant } from '../time/local-time.ts'
import { judge } from './expectations.ts'
import { readScenario } from './read-scenario.ts'
import { replay } from './replay.ts'
import { scenarioState } from './scenario-contact.ts'

const flow = { dsl: 1, key: 'f', start: 'w', steps: { w: { kind: 'wait', for: 'P1D' } } }
const least = { scenario: 1, flow, start: '2026-03-28T10:00:00Z' }
const settings = workspaceSettingsSchema.parse({})
const plus = (rest: object) => ({ ...least, ...rest })

/** `code path` of what is refused. */
function refused(json: unknown): string {
  try {
    readScenario(json)
  } catch (error) {
    if (error instanceof RequestError) return `${error.code} ${error.path}`
    throw error
  }
  return 'not refused'
}

describe('a scenario', () => {
  test('needs no more than its number, a flow and a start; the rest has defaults (fine print 2)', () => {
    const scenario = readScenario(least)
    expect(scenario.contact.id).toBe('c1')
    expect(scenario.do).toEqual([])
    expect(scenario.settings.timezone).toBe('UTC')
    expect(scenario.settings.businessHours).toEqual({
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: '09:00',
      to: '18:00',
    })
    expect(formatInstant(scenario.untilAt)).toBe('2027-03-28T10:00:00Z')
  })

  test('lasts a year after the last thing done, wherever that stands in the file (fine print 2, 15)', () => {
    const event = (at: string) => ({ at, event: 'x' })
    const scenario = readScenario(plus({ do: [event('+P2D'), event('+P1D')] }))
    expect(scenario.do.map(({ index }) => index)).toEqual([1, 0])
    expect(formatInstant(scenario.untilAt)).toBe('2027-03-30T10:00:00Z')
  })

  test('takes a date of creation as any other date, local to the contact where it has no offset', () => {
    const at = (createdAt: string) =>
      scenarioState(readScenario(plus({ contact: { createdAt, timezone: 'Europe/Paris' } })).contact, settings, 0)
        .contact.createdAt
    expect(formatInstant(at('2026-03-01'))).toBe('2026-02-28T23:00:00Z')
    expect(formatInstant(at('2026-03-01T09:00+05:00'))).toBe('2026-03-01T04:00:00Z')
    expect(() => at('soon')).toThrow('contact.createdAt')
  })

  test('counts +P1D on the calendar of the contact, or else of the flow (fine print 16)', () => {
    const acts = { do: [{ at: '+P1D', event: 'x' }] }
    const at = (json: object, zone?: string) => formatInstant(readScenario(json, zone).do[0]?.at ?? 0)
    expect(at(plus({ ...acts, contact: { timezone: 'Europe/Paris' } }))).toBe('2026-03-29T09:00:00Z')
    expect(at(plus(acts), 'Europe/Paris')).toBe('2026-03-29T09:00:00Z')
    expect(at(plus(acts))).toBe('2026-03-29T10:00:00Z')
  })

  test.each<[string, object, string]>([
    ['an unknown key at the top', { foo: 1 }, 'unknown_key foo'],
    ['an unknown key inside', { contact: { foo: 1 } }, 'unknown_key contact.foo'],
    ['an unknown key of something done', { do: [{ at: '+P1D', event: 'x', foo: 1 }] }, 'unknown_key do[0].foo'],
    [
      'something done before the start (fine print 15)',
      { do: [{ at: '2026-03-28T09:59:59Z', event: 'x' }] },
      'before_start do[0].at',
    ],
    [
      'a date of creation that is set',
      { do: [{ at: '+P1D', set: { createdAt: '2026-01-01T00:00:00Z' } }] },
      'unknown_key do[0].set.createdAt',
    ],
    ['two verbs at once (fine print 4)', { do: [{ at: '+P1D', event: 'x', task: 'done' }] }, 'bad_do_entry do[0]'],
    ['no verb at all (fine print 4)', { do: [{ at: '+P1D' }] }, 'bad_do_entry do[0]'],
    [
      'a score that is set (fine print 176)',
      { do: [{ at: '+P1D', set: { score: { fit: 1 } } }] },
      'unknown_key do[0].set.score',
    ],
    [
      'events that are set (fine print 176)',
      { do: [{ at: '+P1D', set: { events: [] } }] },
      'unknown_key do[0].set.events',
    ],
    ['an id that is set (fine print 176)', { do: [{ at: '+P1D', set: { id: 'x' } }] }, 'unknown_key do[0].set.id'],
    [
      'an object as an attribute (fine print 29)',
      { contact: { attributes: { a: { b: 1 } } } },
      'bad_scenario contact.attributes.a',
    ],
    [
      'quiet hours that end when they begin (fine print 135)',
      { workspace: { quietHours: { from: '08:00', to: '08:00' } } },
      'bad_scenario workspace.quietHours.to',
    ],
    [
      'a zone of the workspace that does not exist (fine print 128)',
      { workspace: { timezone: '+02:00' } },
      'bad_scenario workspace.timezone',
    ],
    ['a start without an offset', { start: '2026-03-28T10:00:00' }, 'bad_instant start'],
    ['an expectation nobody knows', { expect: [{ pth: [] }] }, 'unknown_key expect[0].pth'],
  ])('refuses %s', (_, rest, problem) => {
    expect(refused(plus(rest))).toBe(problem)
  })

  test('without expectations is right however it ends (fine print 3)', () => {
    const broken = { ...flow, steps: { w: { kind: 'email', inline: { subject: '{{ x', body: 'b' } } } }
    const contact = { email: 'ada@example.com', consent: { email: 'granted' } }
    expect(replay(plus({ flow: broken, contact }))).toMatchObject({ ok: true, failures: [], status: 'failed' })
  })
})

describe('an expectation', () => {
  const transcript = replay(least)
  const failures = (expected: Readonly<Record<string, unknown>>) => judge([expected], transcript).map(({ key }) => key)

  test('holds where what it names is there', () => {
    expect(failures({ path: ['w:done'], status: 'ended', step: null })).toEqual([])
    expect(failures({ timeline: [{ at: '2026-03-29T12:00:00+02:00' }] })).toEqual([])
  })

  test('may ask for one of a list, whichever it is', () => {
    expect(failures({ entry: { enrolled: true }, visit: { step: 'w', outlet: 'done' } })).toEqual([])
    expect(failures({ entry: { enrolled: false }, message: {}, task: {} })).toEqual(['entry', 'message', 'task'])
  })

  test('fails by its key, and tells what was found', () => {
    expect(failures({ path: ['w'], status: 'left', reason: 'end_of_path' })).toEqual(['path', 'status'])
    expect(judge([{ status: 'left' }], transcript)[0]).toMatchObject({ expect: 0, expected: 'left', actual: 'ended' })
  })

  test('may write a task that goes on at once with its outlet or without (fine print 36, 101)', () => {
    const task = { kind: 'task', channel: 'call', title: 't', assignee: 'owner', due: 'P1D', next: { opened: 'bye' } }
    const bye = { kind: 'end', reason: 'r', outcome: 'neutral' }
    const opened = replay(plus({ flow: { ...flow, start: 't', steps: { t: task, bye } } }))
    expect(judge([{ path: ['t:opened', 'bye'] }, { path: ['t', 'bye'] }], opened)).toEqual([])
    expect(judge([{ path: ['t:done', 'bye'] }], opened)).toHaveLength(1)
  })
})

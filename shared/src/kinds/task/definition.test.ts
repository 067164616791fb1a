import { describe, expect, test } from 'vitest'
import { aContact, anEnvironment, at, BROKEN_TEMPLATE } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { task } from './definition.ts'

const call = { channel: 'call', title: 'Call {{ contact.firstName }}', assignee: 'owner', due: 'P2D' } as const

stepKindSuite(task, [
  call,
  {
    channel: 'letter',
    title: 'Write',
    instructions: 'Dear {{ contact.firstName }}',
    assignee: { team: 'emea' },
    due: 'PT4H',
  },
  { channel: 'social', title: 'Say hello', assignee: { user: 'ana' }, due: 'P1D' },
])

const DUE = at('2026-03-04T08:00:00Z')
const opened = { type: 'open_task', channel: 'call', title: 'Call Ada', assignee: 'ana@example.com', dueAt: DUE }

describe('a task step', () => {
  test('with opened drawn opens the task and goes on at once, never waiting (fine print 101)', () => {
    expect(task.enter(call, anEnvironment({ drawn: ['opened', 'done', 'overdue'] }))).toEqual({
      type: 'leave',
      outlet: 'opened',
      actions: [opened],
    })
  })

  test('with nothing drawn opens the task and the trip ends there (fine print 36, 101)', () => {
    expect(task.enter(call, anEnvironment())).toEqual({ type: 'pass', actions: [opened] })
  })

  test('with only done drawn waits for it without limit (fine print 100)', () => {
    const env = anEnvironment({ drawn: ['done'] })
    expect(task.enter(call, env)).toEqual({ type: 'rest', wakeAt: null, actions: [opened] })
    expect(task.resume?.(call, env, { type: 'timer' }, {})).toEqual({ type: 'stay' })
    expect(task.resume?.(call, env, { type: 'task_done' }, {})).toEqual({ type: 'leave', outlet: 'done' })
  })

  test('with overdue drawn waits until the due instant', () => {
    const env = anEnvironment({ drawn: ['done', 'overdue'] })
    expect(task.enter(call, env)).toMatchObject({ type: 'rest', wakeAt: DUE })
    expect(task.resume?.(call, env, { type: 'timer' }, {})).toEqual({ type: 'leave', outlet: 'overdue' })
    expect(task.resume?.(call, env, { type: 'change' }, {})).toEqual({ type: 'stay' })
  })

  test('with only overdue drawn leaves by done when it is done earlier (fine print 100)', () => {
    const env = anEnvironment({ drawn: ['overdue'] })
    expect(task.resume?.(call, env, { type: 'task_done' }, {})).toEqual({ type: 'leave', outlet: 'done' })
  })

  test('is due by the calendar of the contact, also across a change of the clock (fine print 102)', () => {
    const env = anEnvironment({ now: at('2026-03-28T08:00:00Z') })
    expect(task.enter(call, env)).toMatchObject({ actions: [{ dueAt: at('2026-03-30T07:00:00Z') }] })
  })

  test('goes to the owner, a team or a person; without an owner to whoever becomes it', () => {
    const ofTeam = { ...call, assignee: { team: 'emea' } }
    expect(task.enter(ofTeam, anEnvironment())).toMatchObject({ actions: [{ assignee: 'team:emea' }] })
    expect(task.enter({ ...call, assignee: { user: 'bo' } }, anEnvironment())).toMatchObject({
      actions: [{ assignee: 'bo' }],
    })
    const ownerless = anEnvironment({ contact: aContact({ fields: {} }) })
    expect(task.enter(call, ownerless)).toMatchObject({ actions: [{ assignee: 'owner' }] })
  })

  test('fails on a due that is no duration and on a broken template', () => {
    expect(task.enter({ ...call, due: 'soon' }, anEnvironment())).toMatchObject({ type: 'fail', code: 'bad_duration' })
    expect(task.enter({ ...call, title: BROKEN_TEMPLATE }, anEnvironment())).toMatchObject({
      type: 'fail',
      code: 'template_error',
      message: 'title: a {{ is never closed',
    })
    const instructed = { ...call, instructions: BROKEN_TEMPLATE }
    expect(task.enter(instructed, anEnvironment())).toMatchObject({
      code: 'template_error',
      message: expect.stringMatching(/^instructions: /),
    })
  })

  test('rests only where it waits', () => {
    const rests = (drawn: string[]) => task.mayRest(call, (outlet) => drawn.includes(outlet))
    expect([[], ['opened'], ['opened', 'done'], ['done'], ['overdue']].map(rests)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
  })

  test('says what an undrawn outlet means', () => {
    const said = (outlet: 'opened' | 'done' | 'overdue', drawn: string[]) =>
      task.undrawn?.(call, outlet, (one) => drawn.includes(one))?.message
    expect(said('opened', [])).toContain('without waiting')
    expect(said('done', [])).toBeUndefined()
    expect(said('overdue', ['done'])).toContain('without limit')
    expect(said('done', ['overdue'])).toContain('ends here')
    expect(said('opened', ['done'])).toBeUndefined()
    expect(said('done', ['opened'])).toBeUndefined()
  })

  test('is described with the person and the time left', () => {
    expect(task.describe(call, 'en')).toBe('Call: “Call {{ contact.firstName }}” for the owner, due in 2 days')
    expect(task.describe({ ...call, assignee: { team: 'emea' } }, 'fr')).toContain(
      'pour l’équipe emea, dans un délai de 2 jours',
    )
  })
})

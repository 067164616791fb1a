import { describe, expect, test } from 'vitest'
import { anEvent } from '../testing/builders.ts'
import { aFlow } from '../testing/flow-builder.ts'
import { VersionWorld } from '../testing/version-world.ts'
import { versionOfVisit } from './version-of-visit.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const mail = (next?: string) => ({
  kind: 'email',
  inline: { subject: 'Hi', body: 'Hello' },
  ...(next === undefined ? {} : { next: { sent: next } }),
})
const pause = (length: string, next: string) => ({ kind: 'wait', for: length, next: { done: next } })
const bye = { kind: 'end', reason: 'read', outcome: 'neutral' }

const first = aFlow({ welcome: mail('pause'), pause: pause('P3D', 'bye'), bye })

function waiting(): VersionWorld {
  const world = new VersionWorld(first)
  world.enroll()
  world.passUntil(world.now + DAY)
  return world
}

describe('a publication with a plan', () => {
  test('leaves on their version those about whom nothing is decided', () => {
    const world = waiting()
    world.publish(aFlow({ welcome: mail('bye'), bye }))
    expect(world.enrollment).toMatchObject({ version: 1, step: 'pause', status: 'waiting' })
    world.passUntil(world.now + 2 * DAY)
    expect(world.path).toEqual(['welcome:sent', 'pause:done', 'bye'])
    expect(world.ended[0]).toMatchObject({ version: 1, reason: 'read' })
  })

  test('lets time already waited count where the same wait has become longer', () => {
    const world = waiting()
    const enteredAt = world.enrollment?.rest?.enteredAt ?? 0
    world.publish(aFlow({ welcome: mail('pause'), pause: pause('P5D', 'more'), more: mail() }), {
      1: { pause: { to: 'pause' } },
    })
    expect(world.enrollment).toMatchObject({
      ...{ version: 2, step: 'pause', status: 'waiting', seq: 2 },
      rest: { enteredAt, wakeAt: enteredAt + 5 * DAY },
      moves: [{ at: enteredAt + DAY, version: 1, seq: 2 }],
    })
    world.passUntil(enteredAt + 5 * DAY)
    expect(world.path).toEqual(['welcome:sent', 'pause:done', 'more:sent'])
    expect(world.messages.map(({ step }) => step)).toEqual(['welcome', 'more'])
  })

  test('ends a wait at once that would have been over by now', () => {
    const world = waiting()
    world.publish(aFlow({ welcome: mail('pause'), pause: pause('PT2H', 'more'), more: mail() }), {
      1: { pause: { to: 'pause' } },
    })
    expect(world.path).toEqual(['welcome:sent', 'pause:done', 'more:sent'])
  })

  test('moves to another step as a visit of its own, and the journal says why the old one ended', () => {
    const world = waiting()
    world.publish(aFlow({ welcome: mail('think'), think: pause('P1D', 'more'), more: mail() }), {
      1: { pause: { to: 'think' } },
    })
    expect(world.journal.at(-1)).toMatchObject({
      ...{ seq: 2, step: 'pause', outlet: null, isInterrupted: true },
      detail: { why: 'new_version', version: 2, to: 'think' },
    })
    expect(world.enrollment).toMatchObject({
      ...{ version: 2, step: 'think', seq: 3 },
      rest: { enteredAt: world.now, wakeAt: world.now + DAY },
    })
    expect(
      world.enrollment && [1, 2, 3].map((seq) => world.enrollment && versionOfVisit(world.enrollment, seq)),
    ).toEqual([1, 1, 2])
  })

  test('ends with the reason that was given', () => {
    const world = waiting()
    world.publish(aFlow({ welcome: mail() }), { 1: { pause: { end: 'campaign over' } } })
    expect(world.ended[0]).toMatchObject({ status: 'left', reason: 'campaign over', version: 1 })
    expect(world.state.enrollments).toEqual([])
  })

  test('told twice changes nothing the second time', () => {
    const world = waiting()
    world.publish(aFlow({ welcome: mail(), think: pause('P1D', 'welcome') }), { 1: { pause: { to: 'think' } } })
    const [once, journaled] = [world.enrollment, world.journal.length]
    world.happen({ type: 'migrate', flow: 'a-flow', version: 2 })
    expect(world.enrollment).toEqual(once)
    expect(world.journal).toHaveLength(journaled)
  })

  test('touches nobody who has left meanwhile', () => {
    const world = waiting()
    world.happen({ type: 'remove', flow: 'a-flow' })
    world.publish(aFlow({ welcome: mail() }), { 1: { pause: { end: 'too late' } } })
    expect(world.ended.map(({ reason }) => reason)).toEqual(['removed'])
  })

  test('meets the place where the contact is by then: an event before it in the same turn comes first', () => {
    const ear = { kind: 'listen', for: [{ outlet: 'x', event: 'clicked' }], timeout: 'P7D', next: { x: 'pause' } }
    const world = new VersionWorld(aFlow({ ear, pause: pause('P1D', 'bye'), bye }))
    world.enroll()
    world.publish(aFlow({ bye }), { 1: { ear: { end: 'at the ear' }, pause: { to: 'bye' } } })
    const late = new VersionWorld(aFlow({ ear, pause: pause('P1D', 'bye'), bye }))
    late.enroll()
    late.offer(aFlow({ bye }), { 1: { ear: { end: 'at the ear' }, pause: { to: 'bye' } } })
    const event = anEvent('clicked', { occurredAt: late.now })
    late.happen({ type: 'event', event }, { type: 'migrate', flow: 'a-flow', version: 2 })
    expect([world, late].map(({ ended }) => ended[0]?.reason)).toEqual(['at the ear', 'read'])
  })

  test('goes through versions published one after the other before she took her turn', () => {
    const world = waiting()
    world.publish(aFlow({ two: pause('P1D', 'bye'), bye }), { 1: { pause: { to: 'two' } } })
    world.publish(aFlow({ three: pause('P1D', 'bye'), bye }), { 2: { two: { to: 'three' } } })
    expect(world.enrollment).toMatchObject({
      ...{ version: 3, step: 'three' },
      moves: [
        { version: 1, seq: 3 },
        { version: 2, seq: 4 },
      ],
    })
  })

  test('hears an event for which only the new version listens, and times out counted from the beginning', () => {
    const listen = (entries: object[], next: object) => ({ kind: 'listen', for: entries, timeout: 'P7D', next })
    const click = { outlet: 'click', event: 'email_clicked' }
    const reply = { outlet: 'reply', event: 'replied' }
    const world = new VersionWorld(aFlow({ ear: listen([click], { click: 'bye', timeout: 'bye' }), bye }))
    world.enroll()
    const enteredAt = world.now
    world.passUntil(world.now + DAY)
    world.publish(
      aFlow({ ear: listen([click, reply], { click: 'bye', reply: 'hot', timeout: 'bye' }), hot: mail(), bye }),
      {
        1: { ear: { to: 'ear' } },
      },
    )
    expect(world.enrollment?.rest?.wakeAt).toBe(enteredAt + 7 * DAY)
    world.happen({ type: 'event', event: anEvent('replied', { occurredAt: world.now }) })
    expect(world.path).toEqual(['ear:reply', 'hot:sent'])
  })

  test('keeps an open task open, and follows the outlets of the new version when it is done', () => {
    const call = (title: string, next: object) => ({
      ...{ kind: 'task', channel: 'call', title, assignee: 'owner', due: 'P2D' },
      next,
    })
    const world = new VersionWorld(aFlow({ call: call('Call her', { done: 'bye' }), bye }))
    world.enroll()
    world.publish(aFlow({ call: call('Ring her up', { done: 'thanks', overdue: 'bye' }), thanks: mail(), bye }), {
      1: { call: { to: 'call' } },
    })
    expect(world.state.tasks.map(({ title }) => title)).toEqual(['Call her'])
    expect(world.enrollment?.rest?.wakeAt).toBe(world.now + 2 * DAY)
    world.happen({ type: 'task_done', step: 'call' })
    expect(world.path).toEqual(['call:done', 'thanks:sent'])
  })

  test('moved away from a task, the task stays with its person and its answer changes nothing any more', () => {
    const call = { kind: 'task', channel: 'call', title: 'Call', assignee: 'owner', due: 'P2D', next: { done: 'bye' } }
    const world = new VersionWorld(aFlow({ call, bye }))
    world.enroll()
    world.publish(aFlow({ think: pause('P1D', 'bye'), bye }), { 1: { call: { to: 'think' } } })
    world.happen({ type: 'task_done' })
    expect(world.enrollment).toMatchObject({ version: 2, step: 'think', status: 'waiting' })
    expect(world.state.tasks[0]?.doneAt).toBe(world.now)
  })

  test('does not call an address again whose answer is still to come', () => {
    const hook = (next: object) => ({ kind: 'webhook', url: 'https://example.com/', method: 'POST', next })
    const world = new VersionWorld(aFlow({ hook: hook({ ok: 'bye' }), bye }))
    world.enroll()
    world.publish(aFlow({ hook: hook({ ok: 'more' }), more: mail() }), { 1: { hook: { to: 'hook' } } })
    expect(world.effectKeys).toEqual(['c1.1:1:1'])
    world.happen({ type: 'webhook', enrollmentId: 'c1.1', seq: 1, answer: { status: 200, body: {} } })
    expect(world.path).toEqual(['hook:ok', 'more:sent'])
    expect(world.effectKeys).toEqual(['c1.1:1:1', 'c1.1:2:1'])
  })

  test('gives a hand-off that sales had accepted to an outlet drawn only now', () => {
    const handoff = (next: object) => ({
      ...{ kind: 'handoff', team: 'emea', routing: 'owner', sla: { accept: 'PT4H' }, brief: 'Hot' },
      next,
    })
    const world = new VersionWorld(aFlow({ sell: handoff({ won: 'bye', expired: 'bye' }), bye }))
    world.enroll()
    world.happen({ type: 'handoff', outcome: 'accepted' })
    world.publish(aFlow({ sell: handoff({ accepted: 'thanks' }), thanks: mail() }), { 1: { sell: { to: 'sell' } } })
    expect(world.path).toEqual(['sell:accepted', 'thanks:sent'])
    expect(world.state.handoffs).toHaveLength(1)
  })

  test('mends who failed at a step that the new version has put right, and sends once', () => {
    const broken = { kind: 'email', inline: { subject: 'Hi', body: '{{ contact.firstName' }, next: { sent: 'bye' } }
    const world = new VersionWorld(aFlow({ welcome: broken, bye }))
    world.enroll()
    expect(world.enrollment).toMatchObject({ status: 'failed', reason: 'template_error' })
    world.publish(aFlow({ welcome: mail('bye'), bye }), { 1: { welcome: { to: 'welcome' } } })
    expect(world.ended[0]).toMatchObject({ status: 'ended', reason: 'read', version: 2 })
    expect(world.ended[0]).not.toHaveProperty('failure')
    expect(world.effectKeys).toEqual(['c1.1:1:1'])
  })

  test('moves within a paused flow without letting anybody go on before it resumes', () => {
    const world = waiting()
    world.isPaused = true
    world.publish(aFlow({ more: mail() }), { 1: { pause: { to: 'more' } } })
    world.passUntil(world.now + 30 * DAY)
    expect(world.enrollment).toMatchObject({ version: 2, step: 'more', status: 'active' })
    expect(world.messages).toHaveLength(1)
    world.isPaused = false
    world.happen({ type: 'resume', flow: 'a-flow', missed: 'now' })
    expect(world.path).toEqual(['welcome:sent', 'pause', 'more:sent'])
  })

  test('keeps what a pause holds: resumed, the timer meets the new version', () => {
    const world = waiting()
    world.isPaused = true
    world.passUntil(world.now + 5 * DAY)
    expect(world.enrollment).toMatchObject({ status: 'active', rest: { held: { type: 'timer' } } })
    world.publish(aFlow({ welcome: mail('pause'), pause: pause('P3D', 'more'), more: mail() }), {
      1: { pause: { to: 'pause' } },
    })
    expect(world.messages).toHaveLength(1)
    world.isPaused = false
    world.happen({ type: 'resume', flow: 'a-flow', missed: 'now' })
    expect(world.path).toEqual(['welcome:sent', 'pause:done', 'more:sent'])
  })

  test('begins at the step chosen where somebody was enrolled during a pause and has not begun', () => {
    const world = new VersionWorld(first)
    world.isPaused = true
    world.enroll()
    world.publish(aFlow({ hello: mail() }), { 1: { welcome: { to: 'hello' } } })
    world.isPaused = false
    world.happen({ type: 'resume', flow: 'a-flow', missed: 'now' })
    expect(world.path).toEqual(['hello:sent'])
  })
})

describe('a failed step that is skipped', () => {
  const broken = { kind: 'email', inline: { subject: 'Hi', body: '{{ contact.firstName' } }
  const flow = aFlow({
    welcome: { ...broken, next: { sent: 'pause', blocked: 'bye' } },
    pause: pause('P1D', 'bye'),
    bye,
  })

  test('is journaled as skipped with what had failed, and goes on by its first outlet', () => {
    const world = new VersionWorld(flow)
    world.enroll()
    world.happen({ type: 'skip_step', enrollmentId: 'c1.1' })
    expect(world.journal[0]).toMatchObject({
      ...{ seq: 1, step: 'welcome', outlet: 'sent', detail: { skipped: true, failed: 'template_error' } },
    })
    expect(world.enrollment).toMatchObject({
      status: 'waiting',
      step: 'pause',
      seq: 2,
      visits: { welcome: 1, pause: 1 },
    })
  })

  test('goes on by the outlet that was chosen', () => {
    const world = new VersionWorld(flow)
    world.enroll()
    world.happen({ type: 'skip_step', enrollmentId: 'c1.1', outlet: 'blocked' })
    expect(world.path).toEqual(['welcome:blocked', 'bye'])
  })

  test('is left alone once somebody has skipped, retried or ended it', () => {
    const world = new VersionWorld(flow)
    world.enroll()
    world.happen({ type: 'skip_step', enrollmentId: 'c1.1' }, { type: 'skip_step', enrollmentId: 'c1.1' })
    world.happen({ type: 'end', enrollmentId: 'c1.1' })
    expect(world.enrollment).toMatchObject({ step: 'pause', seq: 2 })
  })
})

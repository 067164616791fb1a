import type { Enrollment } from '@couveuse/shared/engine/state'
import type { MigrationPlan } from '@couveuse/shared/flow/publish'
import { flowSchema } from '@couveuse/shared/flow/schema'
import { afterEach, describe, expect, it } from 'vitest'
import type { Store } from '../store/store.ts'
import { DAY, HOUR, MONDAY, openWorkshop, type Workshop, type WorkshopOptions } from '../testing/workshop.ts'

const mail = (next?: string) => ({
  ...{ kind: 'email', inline: { subject: 'Hi', body: 'Hello' } },
  ...(next === undefined ? {} : { next: { sent: next } }),
})
const wait = (length: string, next: string) => ({ kind: 'wait', for: length, next: { done: next } })
const bye = { kind: 'end', reason: 'read', outcome: 'neutral' }
const flowOf = (steps: Record<string, object>) => ({
  ...{ dsl: 1, key: 'f', entry: [{ on: 'event', event: 'signed_up' }], start: Object.keys(steps)[0], steps },
})
/** Who clicks goes on to the mail, who is patient stays, who does nothing is asked. */
const first = flowOf({
  ear: {
    kind: 'listen',
    for: [{ outlet: 'clicked', event: 'clicked' }],
    timeout: 'P2D',
    next: { clicked: 'mail', timeout: 'call' },
  },
  mail: mail('pause'),
  pause: wait('P10D', 'bye'),
  call: { kind: 'task', channel: 'call', title: 'Call', assignee: 'owner', due: 'P2D', next: { done: 'bye' } },
  bye,
})
const second = flowOf({ mail: mail('pause'), pause: wait('P4D', 'again'), again: mail(), rest: wait('P1D', 'again') })

const CROWD = 24
const ids = Array.from({ length: CROWD }, (_, i) => `c${String(i).padStart(2, '0')}`)
const clickers = ids.filter((_, i) => i % 3 === 0)
const late = ids.filter((_, i) => i % 3 === 1)
const idle = ids.filter((_, i) => i % 3 === 2)

describe('a publication over contacts on the way', () => {
  let shop: Workshop
  afterEach(() => shop.close())

  const publish = async (flow: object, migration: MigrationPlan) => {
    const document = JSON.parse(JSON.stringify(flowSchema.parse(flow)))
    const { draftRevision = 1 } = (await shop.store.flows.get('f')) ?? {}
    return shop.store.flows.publish(
      { key: 'f', document, messages: {}, revision: draftRevision, migration },
      shop.clock.now(),
    )
  }
  const crowd = async (options: WorkshopOptions = {}) => {
    shop = await openWorkshop(options)
    await shop.publish(first)
    for (const id of ids) await shop.admit(id)
    for (const id of [...clickers, ...idle]) await shop.happens(id, 'signed_up')
    for (const id of clickers) await shop.happens(id, 'clicked')
    await shop.passUntil(MONDAY + 2 * DAY)
    for (const id of late) await shop.happens(id, 'signed_up')
    await shop.passUntil(MONDAY + 2 * DAY + HOUR)
  }
  const tripOf = async (id: string): Promise<Enrollment | undefined> =>
    (await shop.recordOf(id)).enrollments[0]?.enrollment
  const trips = async (whom: readonly string[]) => Promise.all(whom.map(tripOf))
  const places = async (whom: readonly string[]) =>
    new Set((await trips(whom)).map((trip) => `${trip?.version} ${trip?.step} ${trip?.status} ${trip?.reason}`))
  /** entered = open + ended, everywhere, and the counters say what the rows say */
  const addsUp = async () => {
    const all = await trips(ids)
    const isOpen = all.filter((trip) => trip?.endedAt === undefined).length
    const counts = (await shop.store.flows.get('f'))?.counts
    expect([counts?.active, counts?.waiting, counts?.failed].reduce((sum = 0, n = 0) => sum + n, 0)).toBe(isOpen)
    expect(Object.values(counts ?? {}).reduce((sum, n) => sum + n, 0)).toBe(CROWD)
    const resting = (await shop.store.flows.stepCounts('f')).reduce((sum, one) => sum + one.resting + one.failed, 0)
    expect(resting).toBe(isOpen)
    expect(await shop.store.operations.audit()).toEqual([])
  }
  const PLAN = { 1: { ear: { to: 'rest' }, pause: { to: 'pause' }, call: { end: 'no more calls' } } }

  it('takes everybody where the plan says, with the crash of the process in between', async () => {
    await crowd()
    expect(await places(clickers)).toEqual(new Set(['1 pause waiting null']))
    expect(await places(late)).toEqual(new Set(['1 ear waiting null']))
    expect(await places(idle)).toEqual(new Set(['1 call waiting null']))
    expect(await publish(second, PLAN)).toEqual({ type: 'published', version: 2, told: CROWD })
    // Nobody was rung, nobody has had a turn: the next process finds what was told in the inboxes.
    shop = await shop.restart()
    await shop.worker.settle()
    expect(await places(clickers)).toEqual(new Set(['2 pause waiting null']))
    expect(await places(late)).toEqual(new Set(['2 rest waiting null']))
    expect(await places(idle)).toEqual(new Set(['1 null left no more calls']))
    await addsUp()
    const [clicker, latecomer] = [await tripOf(clickers[0] ?? ''), await tripOf(late[0] ?? '')]
    expect(clicker?.rest?.wakeAt).toBe(MONDAY + 4 * DAY)
    expect(latecomer?.rest?.wakeAt).toBe(MONDAY + 3 * DAY + HOUR)
    await shop.passUntil(MONDAY + 20 * DAY)
    expect(await places([...clickers, ...late])).toEqual(new Set(['2 null ended end_of_path']))
    const keys = (await Promise.all(ids.map(async (id) => (await shop.recordOf(id)).messages)))
      .flat()
      .map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toHaveLength(clickers.length * 2 + late.length)
    await addsUp()
  })

  it('moves again what has moved before, through two publications that nobody had a turn between', async () => {
    await crowd()
    await publish(second, PLAN)
    await publish(first, { 2: { rest: { to: 'ear' }, pause: { end: 'enough' } } })
    shop = await shop.restart()
    await shop.worker.settle()
    // The second plan was for those who were in version 2 when it was published: nobody had got there yet.
    expect(await places(late)).toEqual(new Set(['2 rest waiting null']))
    expect(await places(clickers)).toEqual(new Set(['2 pause waiting null']))
    await addsUp()
  })

  it('meets a contact whose turn was under way where that turn has left it', async () => {
    let between: (() => Promise<unknown>) | undefined
    await crowd({
      wrap: (store): Store => ({
        ...store,
        turns: {
          ...store.turns,
          async commitBatch(...batch) {
            const now = between
            between = undefined
            await now?.()
            return store.turns.commitBatch(...batch)
          },
        },
      }),
    })
    const [someone = ''] = late
    // She clicks; while her turn is being decided, the plan is published and told to those who still listen.
    between = () => publish(second, { 1: { ear: { end: 'too late' }, pause: { to: 'pause' } } })
    await shop.happens(someone, 'clicked')
    expect(await shop.pathOf(someone)).toEqual(['ear:clicked', 'mail:sent'])
    expect(await tripOf(someone)).toMatchObject({ version: 2, step: 'pause', status: 'waiting' })
    expect(await places(late.slice(1))).toEqual(new Set(['1 null left too late']))
    await addsUp()
  })

  it('in a paused flow moves everybody and lets nobody go on; resumed spread out, they go on one by one', async () => {
    await crowd()
    await shop.store.flows.pause('f', shop.clock.now())
    await publish(second, { 1: { ear: { to: 'mail' }, pause: { to: 'pause' } } })
    shop.worker.ring()
    const sent = shop.carriedOut.length
    await shop.passUntil(MONDAY + 9 * DAY)
    expect(shop.carriedOut).toHaveLength(sent)
    expect(await places(late)).toEqual(new Set(['2 mail active null']))
    expect(await places(clickers)).toEqual(new Set(['2 pause active null']))
    // Those whose wait is over, and those who have not begun at their new step.
    expect(await shop.store.enrollments.overdueCount('f', shop.clock.now())).toBe(clickers.length + late.length)
    const cause = { type: 'resume', flow: 'f', missed: 'spread', overMs: 4 * HOUR } as const
    await shop.store.flows.resume('f', shop.clock.now(), cause)
    shop.worker.ring()
    await shop.passUntil(MONDAY + 9 * DAY + 4 * HOUR)
    const instants = await Promise.all(
      [...clickers, ...late].map(async (id) => (await shop.recordOf(id)).messages.at(-1)?.at),
    )
    expect(Math.min(...instants.map((at = 0) => at))).toBeGreaterThanOrEqual(MONDAY + 9 * DAY)
    expect(new Set(instants).size).toBeGreaterThan(instants.length / 2)
    await addsUp()
  })

  it.each([
    ['now', 2],
    ['skip', 1],
  ] as const)('a paused flow resumed with "%s" makes up for what was missed as asked', async (missed, mails) => {
    shop = await openWorkshop()
    await shop.publish(flowOf({ hello: mail('pause'), pause: wait('P1D', 'more'), more: mail('bye'), bye }))
    await shop.admit('ada')
    await shop.happens('ada', 'signed_up')
    await shop.store.flows.pause('f', shop.clock.now())
    await shop.passUntil(MONDAY + 3 * DAY)
    expect(await shop.store.enrollments.overdueCount('f', shop.clock.now())).toBe(1)
    await shop.store.flows.resume('f', shop.clock.now(), { type: 'resume', flow: 'f', missed })
    shop.worker.ring()
    await shop.worker.settle()
    expect((await shop.recordOf('ada')).messages.filter(({ blocked }) => blocked === undefined)).toHaveLength(mails)
    expect(await tripOf('ada')).toMatchObject({ status: 'ended', reason: 'read' })
  })
})

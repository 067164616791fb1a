import type { Effect } from '@couveuse/shared/contract/effect'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OUTBOX_LANES, type OutboxEntry } from '../../store/outbox.ts'
import type { Store } from '../../store/store.ts'
import {
  HOUR,
  loadOne,
  MONDAY,
  type OpenStore,
  publishFlow,
  type StoreUnderTest,
  someContact,
  someEnrollment,
  someEvent,
  takeOne,
  turnOf,
} from '../store-fixture.ts'
import { BLOCKED, HOOK, MAIL, NOTICE, recordOf, TEXT } from './given.ts'

export function describeOutbox(open: OpenStore): void {
  describe('outbox', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
      await publishFlow(store, 'nurture')
      await store.contacts.create(someContact('ada'), MONDAY)
    })
    afterEach(() => under.dispose())

    const write = (effects: readonly Effect[], at = MONDAY, messages = effects.flatMap((one) => recordOf(one, at))) =>
      takeOne(
        store,
        'ada',
        (ada) => {
          const enrollments = ada.state.enrollments.length === 0 ? [someEnrollment(ada, 'nurture')] : []
          return turnOf(ada, { enrollments, effects, messages })
        },
        at,
      )
    const claim = (now = MONDAY, limit = 10) => store.outbox.claim({ lanes: OUTBOX_LANES, now, limit })
    const claimOne = async (now = MONDAY): Promise<OutboxEntry> => {
      const [entry] = await claim(now)
      return entry ?? expect.fail('nothing was due')
    }

    test('every effect comes out as it went in, in its lane, marked as being sent', async () => {
      await write([MAIL, TEXT, NOTICE, HOOK])
      const entries = await claim()
      expect(entries.map(({ effect }) => effect)).toEqual([MAIL, TEXT, NOTICE, HOOK])
      expect(entries.map(({ lane }) => lane)).toEqual(['email', 'sms', 'notify', 'webhook'])
      expect(entries[0]).toMatchObject({ attempt: 1, queuedAt: MONDAY })
      expect(await claim()).toEqual([])
      expect(await store.outbox.depth()).toMatchObject(
        OUTBOX_LANES.map((lane) => ({ lane, state: 'sending', count: 1 })),
      )
    })

    test('a lane is claimed without the others, the longest waiting first, no more than asked for', async () => {
      await write([{ ...MAIL, key: 'ada.1:9:1' }], MONDAY + HOUR)
      await write([MAIL, TEXT])
      const claimed = await store.outbox.claim({ lanes: ['email'], now: MONDAY + HOUR, limit: 1 })
      expect(claimed.map(({ effect }) => effect.key)).toEqual([MAIL.key])
      expect(await store.outbox.nextAttemptAt(['email'])).toBe(MONDAY + HOUR)
      expect(await store.outbox.nextAttemptAt(['email', 'sms'])).toBe(MONDAY)
      expect(await store.outbox.nextAttemptAt(['webhook'])).toBeNull()
    })

    test('a key is written once: a turn that writes it again is refused', async () => {
      await write([MAIL])
      expect(await write([MAIL])).toMatchObject({ type: 'failed' })
      expect(await claim()).toHaveLength(1)
    })

    test('what the provider took is done', async () => {
      await write([MAIL])
      const { id, attempt } = await claimOne()
      await store.outbox.record([{ id, attempt, state: 'sent', providerId: 'smtp-1' }], MONDAY + 5)
      const message = await store.messages.get(MAIL.key)
      expect(message).toMatchObject({
        state: 'sent',
        sentAt: MONDAY + 5,
        providerId: 'smtp-1',
        attempts: 1,
        error: null,
      })
      expect(await claim(MONDAY + HOUR)).toEqual([])
      expect(await store.outbox.depth()).toEqual([])
    })

    test('a try that failed for now is made again when it is due', async () => {
      await write([MAIL])
      const first = await claimOne()
      const result = { id: first.id, attempt: first.attempt, state: 'retry' as const, error: '451 busy' }
      await store.outbox.record([{ ...result, nextAttemptAt: MONDAY + HOUR }], MONDAY)
      expect(await claim(MONDAY + HOUR - 1)).toEqual([])
      expect(await store.messages.get(MAIL.key)).toMatchObject({
        ...{ state: 'queued', nextAttemptAt: MONDAY + HOUR, error: '451 busy' },
      })
      expect(await claimOne(MONDAY + HOUR)).toMatchObject({ id: first.id, attempt: 2 })
    })

    test('a result for an attempt that is not the current one changes nothing, and nothing arrives with it', async () => {
      await write([MAIL])
      const { id } = await claimOne()
      const arrivals = [{ contact: { id: 'ada' }, cause: someEvent('bounce', 'email_bounced') }]
      await store.outbox.record([{ id, attempt: 7, state: 'sent', arrivals }], MONDAY)
      expect(await store.messages.get(MAIL.key)).toMatchObject({ state: 'sending' })
      expect(await store.inbox.depth()).toBe(0)
    })

    test('the answer of a webhook reaches the inbox with its result', async () => {
      await write([HOOK])
      const { id, attempt } = await claimOne()
      const cause = {
        type: 'webhook',
        enrollmentId: 'ada.1',
        seq: 5,
        answer: { status: 200, body: { ok: true } },
      } as const
      await store.outbox.record([{ id, attempt, state: 'sent', arrivals: [{ contact: { id: 'ada' }, cause }] }], MONDAY)
      expect((await loadOne(store, 'ada')).causes).toEqual([cause])
    })

    test('what a dead process was sending is unknown, until somebody decides', async () => {
      await write([MAIL, TEXT, NOTICE])
      const [mail, text, notice] = await claim()
      if (!mail || !text || !notice) return expect.fail('three were due')
      await store.outbox.record([{ id: notice.id, attempt: notice.attempt, state: 'sent' }], MONDAY)
      store = await under.reopen()
      const unknown = await store.outbox.recoverInterrupted(MONDAY + HOUR)
      expect(unknown.map(({ effect }) => effect)).toEqual([MAIL, TEXT])
      expect(await store.messages.get(MAIL.key)).toMatchObject({ state: 'unknown' })
      expect(await claim(MONDAY + HOUR)).toEqual([])
      expect(await store.outbox.settle([mail.id], 'resend', MONDAY + HOUR)).toBe(1)
      expect(await store.outbox.settle([text.id], 'hold', MONDAY + HOUR)).toBe(1)
      expect((await claim(MONDAY + HOUR)).map(({ effect, attempt }) => [effect.key, attempt])).toEqual([[MAIL.key, 2]])
      expect(await store.messages.get(TEXT.key)).toMatchObject({ state: 'held' })
      // What is being sent right now is in good hands.
      expect(await store.outbox.recoverInterrupted(MONDAY + HOUR)).toEqual([])
      expect(await store.messages.get(MAIL.key)).toMatchObject({ state: 'sending' })
    })

    test('a decision applies to what waits for one, and to nothing else', async () => {
      await write([MAIL, TEXT])
      const [mail, text] = await claim()
      if (!mail || !text) return expect.fail('two were due')
      await store.outbox.record(
        [
          { id: mail.id, attempt: 1, state: 'sent' },
          { id: text.id, attempt: 1, state: 'failed', error: 'no such number' },
        ],
        MONDAY,
      )
      expect(await store.outbox.settle([mail.id, text.id], 'resend', MONDAY)).toBe(1)
      expect(await store.outbox.settle([mail.id], 'give_up', MONDAY)).toBe(0)
      expect((await claim()).map(({ effect }) => effect.key)).toEqual([TEXT.key])
    })

    test('what waits for a decision is taken as sent, and is done', async () => {
      await write([MAIL])
      const { id, attempt } = await claimOne()
      await store.outbox.record([{ id, attempt, state: 'held', error: 'cut after DATA' }], MONDAY)
      expect((await store.outbox.depth())[0]).toMatchObject({ state: 'held', count: 1, oldestAt: MONDAY })
      expect(await store.outbox.settle([id], 'mark_sent', MONDAY + HOUR)).toBe(1)
      expect(await store.outbox.settle([id], 'resend', MONDAY + HOUR)).toBe(0)
      expect(await store.messages.get(MAIL.key)).toMatchObject({ state: 'sent', sentAt: MONDAY + HOUR })
      expect(await store.outbox.depth()).toEqual([])
    })

    test('what is on its way tells since when', async () => {
      await write([MAIL])
      await claimOne(MONDAY + HOUR)
      expect(await store.outbox.depth()).toEqual([
        { lane: 'email', state: 'sending', count: 1, oldestAt: MONDAY + HOUR },
      ])
    })

    test('a blocked message is kept for people and never sent', async () => {
      await write([], MONDAY, [BLOCKED])
      expect(await claim()).toEqual([])
      expect(await store.messages.get(BLOCKED.key)).toMatchObject({ state: 'blocked', record: { blocked: 'consent' } })
    })

    test('messages are listed newest first, by channel, state, flow and contact, page by page', async () => {
      await write([MAIL, TEXT, NOTICE, HOOK])
      await write([], MONDAY + HOUR, [BLOCKED])
      const keys = async (query: object) =>
        (await store.messages.list({ limit: 10, ...query })).items.map(({ record }) => record.key)
      expect(await keys({})).toEqual([BLOCKED.key, NOTICE.key, TEXT.key, MAIL.key])
      expect(await keys({ channel: 'email' })).toEqual([BLOCKED.key, MAIL.key])
      expect(await keys({ state: 'queued', channel: 'email' })).toEqual([MAIL.key])
      expect(await keys({ flow: 'nurture' })).toHaveLength(4)
      expect(await keys({ flow: 'unheard-of' })).toEqual([])
      expect(await keys({ contactId: 'nobody' })).toEqual([])
      const first = await store.messages.list({ limit: 3 })
      const second = await store.messages.list({ limit: 3, cursor: first.nextCursor ?? '' })
      expect([...first.items, ...second.items].map(({ record }) => record.key)).toEqual(await keys({}))
      expect(second.nextCursor).toBeNull()
    })

    test('a message is read back whole, by its key or by that of its visit, with what the contact did with it', async () => {
      await write([MAIL])
      const opened = { ...someEvent('o1', 'email_opened').event, messageKey: 'ada.1:2' }
      await takeOne(store, 'ada', (ada) => turnOf(ada, { events: [opened, someEvent('p1').event] }))
      const message = await store.messages.get(MAIL.key)
      expect(message).toMatchObject({
        ...{ contactId: 'ada', text: 'Hello', html: '<p>Hello</p>', from: 'eve@example.com', topic: 'news' },
        record: { key: MAIL.key, to: 'ada@example.com', subject: 'Hi Ada', channel: 'email', at: MONDAY },
        events: [opened],
      })
      expect((await store.messages.get('ada.1:2'))?.record.key).toBe(MAIL.key)
      expect(await store.messages.get('ada.1')).toBeUndefined()
      expect(await store.messages.get('bob.1:2:1')).toBeUndefined()
      expect(await store.messages.get('nonsense')).toBeUndefined()
    })
  })
}

import { openSqliteStore } from '@couveuse/runtime/store/sqlite/open'
import type { Store } from '@couveuse/runtime/store/store'
import { flowSchema } from '@couveuse/shared/flow/schema'

/** The flow everybody goes through: two mails, a wait, points, a call and a branch; one half goes each way. */
const flowOf = (webhookUrl: string) =>
  flowSchema.parse({
    dsl: 1,
    key: 'welcome',
    entry: [{ on: 'event', event: 'signed_up' }],
    start: 'hello',
    steps: {
      hello: {
        kind: 'email',
        inline: { subject: 'Hello {{ contact.firstName }}', body: 'Welcome.' },
        next: { sent: 'pause' },
      },
      pause: { kind: 'wait', for: 'PT1S', next: { done: 'points' } },
      points: { kind: 'score', engagement: 10, reason: 'signed up', next: { done: 'tell' } },
      tell: { kind: 'webhook', method: 'POST', url: webhookUrl, body: '{}', next: { ok: 'where' } },
      where: {
        kind: 'branch',
        paths: [
          {
            outlet: 'french',
            name: 'French',
            when: { combinator: 'and', rules: [{ field: 'contact.country', operator: '=', value: 'FR' }] },
          },
        ],
        next: { french: 'bonjour', else: 'again' },
      },
      bonjour: {
        kind: 'email',
        inline: { subject: 'Bonjour', body: '<p>Voilà <a href="https://example.com/fr">la suite</a></p>' },
        next: { sent: 'bye' },
      },
      again: {
        kind: 'email',
        inline: { subject: 'Again', body: '<p>Here is <a href="https://example.com/en">more</a></p>' },
        next: { sent: 'bye' },
      },
      bye: { kind: 'end', reason: 'welcomed', outcome: 'neutral' },
    },
  })

const isFrench = (index: number): boolean => index % 2 === 0
export const idOf = (index: number): string => `p${index}`

/** What everybody's trip comes to. */
const pathOf = (index: number): readonly string[] => [
  'hello:sent',
  'pause:done',
  'points:done',
  'tell:ok',
  ...(isFrench(index) ? ['where:french', 'bonjour:sent'] : ['where:else', 'again:sent']),
  'bye',
]

/** Keys of everybody's two mails, the first visit and the sixth, and of the call, the fourth. */
export const mailKeysOf = (index: number): readonly string[] => [`${idOf(index)}.1:1:1`, `${idOf(index)}.1:6:1`]
export const callKeyOf = (index: number): string => `${idOf(index)}.1:4:1`

/** A workspace with the flow published and the people in it; nothing has happened yet. */
export async function populate(path: string, people: number, webhookUrl: string): Promise<void> {
  const now = Date.now()
  const flow = flowOf(webhookUrl)
  const store = await openSqliteStore({ path, now, synchronous: 'off' })
  const document = JSON.parse(JSON.stringify(flow))
  await store.flows.create({ key: flow.key, name: 'Welcome', draft: document }, now)
  await store.flows.publish({ key: flow.key, document, messages: {}, revision: 1 }, now)
  const rows = Array.from({ length: people }, (_, index) => ({
    id: idOf(index),
    change: {
      fields: { email: `${idOf(index)}@example.com`, firstName: `P${index}`, country: isFrench(index) ? 'FR' : 'DE' },
      consent: { email: 'granted' as const },
    },
  }))
  await store.contacts.import(rows, now)
  await store.close()
}

/** What the store says about somebody's trip, and what it should say. */
export async function tripOf(
  store: Store,
  index: number,
): Promise<{ readonly is: unknown; readonly shouldBe: unknown }> {
  const record = await store.history.record(idOf(index))
  const trips = record?.enrollments.map(({ enrollment, journal }) => ({
    status: enrollment.status,
    path: journal.map(({ step, outlet }) => (outlet === null ? step : `${step}:${outlet}`)),
  }))
  return {
    is: { id: idOf(index), trips, points: record?.ledger.map(({ points }) => points) },
    shouldBe: { id: idOf(index), trips: [{ status: 'ended', path: pathOf(index) }], points: [10] },
  }
}

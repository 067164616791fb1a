import { openSqliteStore } from '@couveuse/runtime/store/sqlite/open'
import { flowSchema } from '@couveuse/shared/flow/schema'

/** Six steps with two mails; the branch sends one half of the people each way. */
const flow = flowSchema.parse({
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
    points: { kind: 'score', engagement: 10, reason: 'signed up', next: { done: 'where' } },
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
export const pathOf = (index: number): readonly string[] =>
  isFrench(index)
    ? ['hello:sent', 'pause:done', 'points:done', 'where:french', 'bonjour:sent', 'bye']
    : ['hello:sent', 'pause:done', 'points:done', 'where:else', 'again:sent', 'bye']

/** Keys of everybody's two mails: the first visit, and the fifth. */
export const keysOf = (index: number): readonly string[] => [`${idOf(index)}.1:1:1`, `${idOf(index)}.1:5:1`]

/** A workspace with the flow published and the people in it; nothing has happened yet. */
export async function populate(path: string, people: number): Promise<void> {
  const now = Date.now()
  const store = await openSqliteStore({ path, now, synchronous: 'off' })
  const document = JSON.parse(JSON.stringify(flow))
  await store.flows.create({ key: flow.key, name: flow.name, draft: document }, now)
  await store.flows.publish({ key: flow.key, document, messages: {}, revision: 1 }, now)
  const rows = Array.from({ length: people }, (_, index) => ({
    id: idOf(index),
    change: {
      fields: {
        email: `${idOf(index)}@example.com`,
        firstName: `P${index}`,
        country: isFrench(index) ? 'FR' : 'DE',
      },
      consent: { email: 'granted' as const },
    },
  }))
  for (let from = 0; from < rows.length; from += 1000) await store.contacts.import(rows.slice(from, from + 1000), now)
  await store.close()
}

import { contactDetailSchema } from '@couveuse/shared/api/contacts'
import { describe, expect, it } from 'vitest'
import { realContact } from './real-contact.ts'
import { newSession, played } from './testing/white-paper.ts'

const detail = contactDetailSchema.parse({
  id: 'k7',
  name: 'Grace Hopper',
  email: 'grace@example.com',
  phone: null,
  title: 'CTO',
  accountName: 'Navy',
  owner: null,
  stage: 'mql',
  tags: ['vip'],
  score: { fit: 35, engagement: 12.34, total: 47.34 },
  temperature: 'warm',
  createdAt: '2026-01-01T00:00:00Z',
  lastActivityAt: null,
  fields: { email: 'grace@example.com', firstName: 'Grace', title: 'CTO', employeesRange: '1-10', interests: ['it'] },
  account: { name: 'Navy', employees: 900 },
  lists: [],
  bant: { need: true },
  consent: { email: 'granted', 'email.news': 'denied' },
  suppressed: [],
  timezone: 'UTC',
  scoreRows: [
    row({ axis: 'fit', at: null, now: 20, source: 'it-role' }),
    row({ axis: 'fit', at: '2026-02-01T00:00:00Z', now: 15, source: 'step' }),
    row({ axis: 'engagement', at: '2026-02-01T00:00:00Z', now: 12.34, source: 'click' }),
  ],
  segments: [],
  revision: 3,
})

function row(part: object) {
  return { points: 20, reason: null, endsAt: null, because: null, ...part }
}

const event = (id: string, at: string, occurredAt = at) =>
  ({ type: 'event', id, at, event: 'page_viewed', occurredAt, properties: { url: '/x' }, isMachine: false }) as const

describe('a contact of the workspace', () => {
  const contact = realContact(detail, [event('e2', '2026-02-20T10:00:00Z'), event('e1', '2026-02-10T10:00:00Z')])

  it('comes with what they are: fields of the table directly, the rest as attributes', () => {
    expect(contact).toMatchObject({
      id: 'k7',
      email: 'grace@example.com',
      firstName: 'Grace',
      title: 'CTO',
      attributes: { employeesRange: '1-10', interests: ['it'] },
      account: { name: 'Navy', employees: 900 },
      stage: 'mql',
      tags: ['vip'],
      bant: { need: true },
      consent: { email: 'granted', 'email.news': 'denied' },
      createdAt: '2026-01-01T00:00:00Z',
    })
  })

  it('comes with their score of today, without the fit rules that will be judged anew', () => {
    expect(contact.score).toEqual({ fit: 15, engagement: 12.34 })
  })

  it('comes with what they did, in order of time', () => {
    expect(contact.events?.map(({ id, at }) => [id, at])).toEqual([
      ['e1', '2026-02-10T10:00:00Z'],
      ['e2', '2026-02-20T10:00:00Z'],
    ])
  })

  it('walks the flow as they are', () => {
    const seen = played(newSession({ contact }))
    expect(seen.transcript).toMatchObject({
      path: ['welcome:sent'],
      stage: 'mql',
      score: { fit: 15, engagement: 12.34 },
    })
    expect(seen.messages[0]?.subject).toBe('Hello Grace')
    expect(seen.state.events.map(({ id }) => id)).toContain('e1')
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { DAY, HOUR, MONDAY, oneMail, openWorkshop, type Workshop } from '../testing/workshop.ts'

const recent = {
  combinator: 'and',
  rules: [{ field: 'event.visited', operator: 'happened', value: { within: 'P7D' } }],
}
const french = { combinator: 'and', rules: [{ field: 'contact.country', operator: '=', value: 'FR' }] }
const onSegment = (segment: string, change: string) => ({
  ...oneMail,
  key: `${segment}-${change}`,
  entry: [{ on: 'segment', segment, change }],
})

describe('publishing', () => {
  let shop: Workshop
  afterEach(() => shop.close())
  const mails = async (id: string) =>
    (await shop.recordOf(id)).messages.map(({ at, flow }) => [flow, (at - MONDAY) / HOUR])

  it('whoever is in a segment already does not enter it by the publication', async () => {
    shop = await openWorkshop()
    await shop.configure({ segments: { french } })
    await shop.admit('ada', { fields: { country: 'FR' } })
    await shop.publish(onSegment('french', 'entered'))
    await shop.happens('ada', 'page_viewed')
    expect(await mails('ada')).toEqual([])
  })

  it('a contact who joins later enters: by a change, or by being in it from the start', async () => {
    shop = await openWorkshop()
    await shop.configure({ segments: { french } })
    await shop.publish(onSegment('french', 'entered'))
    await shop.admit('ada', { fields: { country: 'FR' } })
    await shop.admit('bo')
    await shop.worker.receive([
      { contact: { id: 'bo' }, cause: { type: 'change', change: { fields: { country: 'FR' } } } },
    ])
    await shop.worker.settle()
    expect([await mails('ada'), await mails('bo')]).toEqual([[['french-entered', 0]], [['french-entered', 0]]])
  })

  it('a membership that ends by time alone is noticed, also of contacts who do nothing after the publication', async () => {
    shop = await openWorkshop()
    await shop.configure({ segments: { recent } })
    await shop.admit('ada')
    await shop.happens('ada', 'visited')
    await shop.passUntil(MONDAY + DAY)
    await shop.publish(onSegment('recent', 'left'))
    await shop.passUntil(MONDAY + 8 * DAY)
    expect(await mails('ada')).toEqual([['recent-left', 7 * 24]])
  })

  it('a date that lies ahead is waited for, one that has passed is not', async () => {
    shop = await openWorkshop()
    await shop.configure({ timezone: 'UTC', attributes: { renewalDate: 'date' } })
    await shop.admit('ada', { fields: { renewalDate: '2026-03-10' } })
    await shop.admit('bo', { fields: { renewalDate: '2026-03-01' } })
    await shop.publish({
      ...oneMail,
      key: 'renewal',
      entry: [{ on: 'date', attribute: 'contact.renewalDate', offset: '-P2D', at: '09:00' }],
    })
    await shop.passUntil(MONDAY + 30 * DAY)
    expect(await mails('ada')).toEqual([['renewal', 6 * 24 + 1]])
    expect(await mails('bo')).toEqual([])
  })

  it('a segment that nobody watched for a while is watched anew: what changed meanwhile is no news', async () => {
    shop = await openWorkshop()
    await shop.configure({ segments: { french } })
    await shop.admit('ada')
    await shop.publish(onSegment('french', 'entered'))
    await shop.publish({ ...oneMail, key: 'french-entered' })
    await shop.worker.receive([
      { contact: { id: 'ada' }, cause: { type: 'change', change: { fields: { country: 'FR' } } } },
    ])
    await shop.worker.settle()
    await shop.publish(onSegment('french', 'entered'))
    await shop.happens('ada', 'page_viewed')
    expect(await mails('ada')).toEqual([])
  })

  it('a segment drawn differently is looked at for everybody: who is in it now has entered', async () => {
    shop = await openWorkshop()
    await shop.configure({ segments: { french } })
    await shop.publish(onSegment('french', 'entered'))
    await shop.admit('ada', { fields: { country: 'BE' } })
    const wider = { combinator: 'and', rules: [{ field: 'contact.country', operator: 'in', value: ['FR', 'BE'] }] }
    await shop.configure({ segments: { french: wider } })
    expect(await mails('ada')).toEqual([['french-entered', 0]])
  })

  it('enrollments stay on the version they entered', async () => {
    shop = await openWorkshop()
    const slow = {
      ...oneMail,
      start: 'w',
      steps: { w: { kind: 'wait', for: 'P1D', next: { done: 'mail' } }, ...oneMail.steps },
    }
    await shop.publish(slow)
    await shop.admit('ada')
    await shop.happens('ada', 'signed_up')
    await shop.publish({
      ...slow,
      steps: { ...slow.steps, mail: { kind: 'email', inline: { subject: 'New', body: 'x' } } },
    })
    await shop.admit('bo')
    await shop.happens('bo', 'signed_up')
    await shop.passUntil(MONDAY + 2 * DAY)
    const subjects = async (id: string) => (await shop.recordOf(id)).messages.map(({ subject }) => subject)
    expect([await subjects('ada'), await subjects('bo')]).toEqual([['Hi ada'], ['New']])
  })
})

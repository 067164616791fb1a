import { expect, it } from 'vitest'
import type { Arrival, ArrivalOutcome } from '../store/inbox.ts'
import { groupArrivals } from './group-arrivals.ts'

const arrival = (id: string): Arrival => ({ contact: { id }, cause: { type: 'time' } })

function counted() {
  const groups: number[] = []
  const receive = groupArrivals(async (arrivals) => {
    groups.push(arrivals.length)
    return arrivals.map(({ contact }): ArrivalOutcome => {
      const id = 'id' in contact ? contact.id : ''
      return id === 'nobody' ? { type: 'unknown_contact' } : { type: 'accepted', contactId: id }
    })
  })
  return { groups, receive }
}

it('what comes at the same moment is written together, and each caller gets its own answers', async () => {
  const { groups, receive } = counted()
  const [one, two, three] = await Promise.all([
    receive([arrival('ada'), arrival('nobody')]),
    receive([]),
    receive([arrival('bo')]),
  ])
  expect(groups).toEqual([3])
  expect(one).toEqual([{ type: 'accepted', contactId: 'ada' }, { type: 'unknown_contact' }])
  expect([two, three]).toEqual([[], [{ type: 'accepted', contactId: 'bo' }]])
})

it('a group does not grow without bound', async () => {
  const { groups, receive } = counted()
  await Promise.all(Array.from({ length: 5 }, () => receive(Array.from({ length: 400 }, () => arrival('ada')))))
  expect(groups).toEqual([1200, 800])
})

it('what fails fails for everybody who was in it, and for nobody else', async () => {
  let isAway = true
  const receive = groupArrivals(async () => {
    if (isAway) throw new Error('disk full')
    return [{ type: 'accepted', contactId: 'ada' }]
  })
  const failed = await Promise.allSettled([receive([arrival('ada')]), receive([arrival('bo')])])
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isAway = false
  expect(await receive([arrival('ada')])).toHaveLength(1)
})

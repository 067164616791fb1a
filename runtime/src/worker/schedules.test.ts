import { afterEach, describe, expect, it } from 'vitest'
import { DAY, HOUR, MONDAY, openWorkshop, type Workshop } from '../testing/workshop.ts'

/** Every day at ten in Paris, everybody in France. */
const daily = {
  dsl: 1,
  key: 'digest',
  timezone: 'Europe/Paris',
  entry: [{ on: 'schedule', cron: '0 10 * * *', segment: 'french' }],
  reentry: { mode: 'after_exit' },
  start: 'mail',
  steps: { mail: { kind: 'notify', to: { email: 'a@example.com' }, subject: '{{ contact.firstName }}', body: 'x' } },
}
const french = {
  timezone: 'Europe/Paris',
  segments: { french: { combinator: 'and', rules: [{ field: 'contact.country', operator: '=', value: 'FR' }] } },
}

describe('a schedule', () => {
  let shop: Workshop
  afterEach(() => shop.close())

  async function withDigest(): Promise<void> {
    shop = await openWorkshop()
    await shop.configure(french)
    await shop.publish(daily)
    await shop.admit('ada', { fields: { country: 'FR' } })
    await shop.admit('bo', { fields: { country: 'DE' } })
  }
  const toldAt = async (id: string) => (await shop.recordOf(id)).messages.map(({ at }) => (at - MONDAY) / HOUR)

  it('enrolls everybody in its segment at each occurrence, and nobody else', async () => {
    await withDigest()
    await shop.passUntil(MONDAY + 2 * DAY)
    expect(await toldAt('ada')).toEqual([1, 25])
    expect(await toldAt('bo')).toEqual([])
  })

  it('goes on counting after a restart: no occurrence twice, none forgotten', async () => {
    await withDigest()
    await shop.passUntil(MONDAY + HOUR)
    shop = await shop.restart()
    await shop.passUntil(MONDAY + HOUR + 1)
    expect(await toldAt('ada')).toEqual([1])
    await shop.passUntil(MONDAY + DAY + HOUR)
    expect(await toldAt('ada')).toEqual([1, 25])
  })

  it('of several occurrences missed while nothing ran the last is told, at the start', async () => {
    await withDigest()
    const before = shop
    await before.worker.stop(0)
    before.clock.moveTo(MONDAY + 3 * DAY)
    shop = await before.restart()
    await shop.worker.settle()
    expect(await toldAt('ada')).toEqual([72])
    expect(shop.log.lines.some(({ message }) => message.startsWith('2 earlier occurrences'))).toBe(true)
    await shop.passUntil(MONDAY + 4 * DAY)
    expect(await toldAt('ada')).toEqual([72, 73])
  })

  it('publishing the flow again with the same schedule does not tell it again', async () => {
    await withDigest()
    await shop.passUntil(MONDAY + 2 * HOUR)
    await shop.publish({ ...daily, name: 'Daily digest' })
    await shop.passUntil(MONDAY + 3 * HOUR)
    expect(await toldAt('ada')).toEqual([1])
  })

  it('a new schedule counts from its publication', async () => {
    await withDigest()
    await shop.passUntil(MONDAY + 2 * HOUR)
    await shop.publish({ ...daily, entry: [{ on: 'schedule', cron: '30 11 * * *', segment: 'french' }] })
    await shop.passUntil(MONDAY + DAY)
    expect(await toldAt('ada')).toEqual([1, 2.5])
  })

  it('a schedule nobody can read stops no other', async () => {
    await withDigest()
    await shop.publish({ ...daily, key: 'broken', entry: [{ on: 'schedule', cron: '61 * * * *', segment: 'french' }] })
    await shop.passUntil(MONDAY + HOUR)
    expect(await toldAt('ada')).toEqual([1])
    expect(shop.log.lines.some(({ level, fields }) => level === 'error' && fields.flow === 'broken')).toBe(true)
  })
})

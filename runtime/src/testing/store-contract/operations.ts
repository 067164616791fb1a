import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MONDAY, type OpenStore, type StoreUnderTest, someContact } from '../store-fixture.ts'

export function describeOperations(open: OpenStore): void {
  describe('operations', () => {
    let under: StoreUnderTest
    beforeEach(async () => {
      under = await open()
    })
    afterEach(() => under.dispose())

    test('a sound store answers, and says how large it is', async () => {
      await under.store.contacts.create(someContact('ada'), MONDAY)
      await under.store.operations.ping()
      expect(await under.store.operations.integrity()).toEqual([])
      const { bytes, rows } = await under.store.operations.size()
      expect(bytes).toBeGreaterThan(0)
      expect(rows).toMatchObject({ contacts: 1, enrollments: 0 })
    })

    test('a closed store says so, and closing it again does no harm', async () => {
      await under.store.close()
      await under.store.close()
      await expect(under.store.contacts.count()).rejects.toThrow(/is closed/)
    })
  })
}

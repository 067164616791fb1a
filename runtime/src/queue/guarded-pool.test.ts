import { describe, expect, it, vi } from 'vitest'
import { GuardedPool, type PgSource } from './guarded-pool.ts'
import { PoolClient } from './pool-client.ts'

/** A source whose statements and connections fail with these errors, one after the other, before they succeed. */
function source(...errors: Error[]): PgSource {
  const query = async () => {
    const error = errors.shift()
    if (error) throw error
    return { rows: [] }
  }
  return {
    query,
    connect: async () => {
      await query()
      return new PoolClient(query, () => undefined)
    },
  }
}

const gone = () => Object.assign(new Error('terminating connection'), { code: '57P01' })

describe('The guarded pool', () => {
  it('makes of every failed statement the lost connection that BullMQ waits after, and reports what it was', async () => {
    const report = vi.fn()
    const pool = new GuardedPool(source(gone()), report)
    await expect(pool.query('select 1')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      message: 'The queue did not answer: terminating connection',
      cause: { code: '57P01' },
    })
    expect(report).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: '57P01' }))
    await expect(pool.query('select 1')).resolves.toEqual({ rows: [] })
  })

  it("leaves BullMQ's own errors as they are", async () => {
    const report = vi.fn()
    const own = Object.assign(new Error('missing lock'), { code: 'BM001', detail: '-2' })
    await expect(new GuardedPool(source(own), report).query('select 1')).rejects.toBe(own)
    expect(report).not.toHaveBeenCalled()
  })

  it('waits for a connection until there is one', async () => {
    const pool = new GuardedPool(source(gone(), gone()), vi.fn())
    expect(await pool.connect()).toBeInstanceOf(PoolClient)
  })

  it('waits no longer once it is abandoned', async () => {
    const pool = new GuardedPool(source(gone(), gone()), vi.fn())
    const connected = pool.connect()
    pool.abandon()
    await expect(connected).rejects.toThrow('terminating connection')
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Outages, watchOutages } from './outage.ts'

describe('Watching for outages', () => {
  let isUp: boolean
  let nowAt: number
  let outages: Outages
  let written: string[]
  const write = (level: string) => (_: object, message: string) => void written.push(`${level} ${message}`)

  /** Some errors, and time for the backend's answers. */
  const report = async (...messages: string[]) => {
    for (const message of messages) {
      outages.report(new Error(message))
      await vi.advanceTimersByTimeAsync(0)
    }
  }
  const pass = async (ms: number) => {
    nowAt += ms
    await vi.advanceTimersByTimeAsync(ms)
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    isUp = true
    nowAt = 1_000_000
    written = []
    const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
    outages = watchOutages({ now: () => nowAt, log })
    outages.watch({
      place: 'redis://queue',
      ping: async () => {
        if (!isUp) throw new Error('no answer')
      },
    })
  })
  afterEach(() => {
    outages.close()
    vi.useRealTimers()
  })

  it('writes one line when it begins and one when it ends, whatever the number of errors', async () => {
    isUp = false
    await report('ECONNRESET', 'ECONNREFUSED', 'ECONNREFUSED')
    await pass(60_000)
    await report('ECONNREFUSED')
    isUp = true
    await pass(2000)
    await report('terminated unexpectedly') // by a connection that noticed last
    await pass(5000)
    expect(written).toEqual([
      'error The queue at redis://queue cannot be reached (ECONNRESET). Nothing is lost, the database knows all work; it runs late until the queue is back.',
      'info The queue at redis://queue is back after 62 s.',
    ])
  })

  it('writes two more for an outage right after the first', async () => {
    for (let times = 0; times < 2; times += 1) {
      isUp = false
      await report('ECONNRESET')
      isUp = true
      await pass(1000)
    }
    expect(written.map((line) => line.split(' ')[0])).toEqual(['error', 'info', 'error', 'info'])
  })

  it('writes one line of a server that cuts one connection after the other while it still answers', async () => {
    await report('terminating connection')
    isUp = false
    await report('terminated unexpectedly')
    await pass(5000)
    expect(written).toHaveLength(1)
    expect(written[0]).toContain('cannot be reached (terminating connection)')
  })

  it('writes an error that is none of an outage once a minute', async () => {
    await report('Missing lock for job 7', 'Missing lock for job 7', 'WRONGTYPE')
    await pass(1000)
    await report('Missing lock for job 7')
    await pass(60_000)
    await report('Missing lock for job 7')
    await pass(1000)
    expect(written).toEqual([
      'error The queue reported an error: Missing lock for job 7',
      'error The queue reported an error: WRONGTYPE',
      'error The queue reported an error: Missing lock for job 7',
    ])
  })

  it('writes nothing before it watches and after it is closed', async () => {
    outages.close()
    isUp = false
    await report('ECONNREFUSED')
    await pass(5000)
    expect(written).toEqual([])
  })
})

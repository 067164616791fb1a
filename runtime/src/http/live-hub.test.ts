import { afterEach, expect, test } from 'vitest'
import { liveHub } from './live-hub.ts'

const errors: unknown[] = []
const hub = () =>
  liveHub({ everyMs: 60_000, instantText: () => '2026-03-02T08:00:00Z', onError: (error) => errors.push(error) })
const open: { close(): void }[] = []
const started = () => {
  const made = hub()
  open.push(made)
  return made
}
afterEach(() => {
  for (const each of open.splice(0)) each.close()
  errors.length = 0
})

/** The `data` of the messages that have come so far and are still to be read. */
function reader(response: Response) {
  const stream = response.body?.getReader()
  if (!stream) throw new Error('the answer has no body')
  const decoder = new TextDecoder()
  return {
    async next(): Promise<unknown> {
      for (;;) {
        const { value, done } = await stream.read()
        if (done) return 'end'
        const data = /^data: (.*)$/m.exec(decoder.decode(value))?.[1]
        if (data !== undefined) return JSON.parse(data)
      }
    },
    leave: () => stream.cancel(),
  }
}

test('whoever comes gets the whole snapshot at once, with its instant', async () => {
  const live = started()
  const response = await live.stream('a', async () => ({ count: 1 }))
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  expect(await reader(response).next()).toEqual({ at: '2026-03-02T08:00:00Z', count: 1 })
})

test('a topic is read once per round however many watch it, and told only when it has changed', async () => {
  const live = started()
  let reads = 0
  let count = 1
  const read = async () => {
    reads += 1
    return { count }
  }
  const readers = await Promise.all([1, 2, 3].map(async () => reader(await live.stream('a', read))))
  for (const each of readers) await each.next()
  reads = 0
  await live.round()
  expect(reads).toBe(1)
  count = 2
  await live.round()
  expect(reads).toBe(2)
  for (const each of readers) expect(await each.next()).toMatchObject({ count: 2 })
})

test('nothing is read any more when the last one has left', async () => {
  const live = started()
  let reads = 0
  const one = reader(
    await live.stream('a', async () => {
      reads += 1
      return {}
    }),
  )
  expect(live.watchers()).toBe(1)
  await one.leave()
  expect(live.watchers()).toBe(0)
  reads = 0
  await live.round()
  expect(reads).toBe(0)
})

test('closing ends every stream, so that the server can stop', async () => {
  const live = started()
  const one = reader(await live.stream('a', async () => ({})))
  await one.next()
  live.close()
  expect(await one.next()).toBe('end')
})

test('a snapshot that cannot be read is reported, and the next round tries again', async () => {
  const live = started()
  let fails = false
  let count = 1
  const one = reader(
    await live.stream('a', async () => {
      if (fails) throw new Error('the database is away')
      return { count }
    }),
  )
  await one.next()
  fails = true
  await live.round()
  expect(errors).toHaveLength(1)
  fails = false
  count = 2
  await live.round()
  expect(await one.next()).toMatchObject({ count: 2 })
})

test('a client that does not read is left alone and gets the newest snapshot when it reads again', async () => {
  const live = started()
  let count = 0
  const one = reader(await live.stream('a', async () => ({ count })))
  for (count = 1; count <= 200; count += 1) await live.round()
  count = 200
  const seen: unknown[] = []
  for (let i = 0; i < 60; i += 1) seen.push(await one.next())
  await live.round()
  for (;;) {
    const message = await one.next()
    seen.push(message)
    if (JSON.stringify(message).includes('"count":200')) break
  }
  expect(seen.length).toBeLessThan(200)
})

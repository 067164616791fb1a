import { LIVE_EVENT } from '@couveuse/shared/api/live'

const STILL_HERE_MS = 15_000

export interface LiveHub {
  /**
   * Answers with server-sent events of one topic. `read` gives the snapshot without its instant; it is called once per
   * round however many clients watch, and only while somebody does.
   */
  stream(topic: string, read: () => Promise<object>): Promise<Response>
  /** Reads every watched topic and sends what changed; the timer does this, tests do it by hand. */
  round(): Promise<void>
  watchers(): number
  /** Ends every stream, so that the server can close. */
  close(): void
}

interface Topic {
  readonly read: () => Promise<object>
  readonly clients: Set<Client>
  last: string | undefined
}
interface Client {
  readonly controller: ReadableStreamDefaultController<Uint8Array>
  /** a snapshot it has not got, because its connection was full */
  isBehind: boolean
}

/** One poll for all clients: whole snapshots, sent only when they differ from the last one. */
export function liveHub(options: {
  readonly everyMs: number
  readonly instantText: () => string
  readonly onError: (error: unknown) => void
}): LiveHub {
  const encoder = new TextEncoder()
  const topics = new Map<string, Topic>()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let sinceSignMs = 0
  let isClosed = false

  function message(snapshot: string): Uint8Array {
    const at = JSON.stringify(options.instantText())
    const data = snapshot === '{}' ? `{"at":${at}}` : `{"at":${at},${snapshot.slice(1)}`
    return encoder.encode(`event: ${LIVE_EVENT}\ndata: ${data}\n\n`)
  }

  /** A full connection is left alone: the next snapshot says all that this one did. */
  function send(client: Client, bytes: Uint8Array): void {
    client.isBehind = (client.controller.desiredSize ?? 0) <= 0
    if (!client.isBehind) client.controller.enqueue(bytes)
  }

  function leave(name: string, client: Client): void {
    const topic = topics.get(name)
    topic?.clients.delete(client)
    if (topic?.clients.size === 0) topics.delete(name)
    if (topics.size > 0 || timer === undefined) return
    clearInterval(timer)
    timer = undefined
  }

  async function readAll(): Promise<void> {
    for (const topic of [...topics.values()]) {
      try {
        const snapshot = JSON.stringify(await topic.read())
        const isNews = snapshot !== topic.last
        topic.last = snapshot
        for (const client of topic.clients) if (isNews || client.isBehind) send(client, message(snapshot))
      } catch (error) {
        options.onError(error) // the clients keep what they have; the next round tries again
      }
    }
  }

  async function round(): Promise<void> {
    running ??= readAll().finally(() => {
      running = undefined
    })
    await running
  }

  function tick(): void {
    sinceSignMs += options.everyMs
    if (sinceSignMs >= STILL_HERE_MS) {
      sinceSignMs = 0
      for (const topic of topics.values())
        for (const client of topic.clients) send(client, encoder.encode(': here\n\n'))
    }
    void round()
  }

  return {
    async stream(name, read) {
      const first = JSON.stringify(await read())
      let self: Client | undefined
      const stream = new ReadableStream<Uint8Array>(
        {
          start(controller) {
            const client = { controller, isBehind: false }
            self = client
            const topic = topics.get(name) ?? { read, clients: new Set<Client>(), last: first }
            topics.set(name, topic)
            topic.clients.add(client)
            controller.enqueue(encoder.encode('retry: 2000\n\n'))
            controller.enqueue(message(first))
            if (isClosed) controller.close()
            else timer ??= setInterval(tick, options.everyMs).unref()
          },
          cancel() {
            if (self) leave(name, self)
          },
        },
        { highWaterMark: 64 },
      )
      return new Response(stream, {
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        },
      })
    },
    round,
    watchers: () => [...topics.values()].reduce((sum, topic) => sum + topic.clients.size, 0),
    close() {
      isClosed = true
      clearInterval(timer)
      timer = undefined
      for (const topic of topics.values()) for (const client of topic.clients) client.controller.close()
      topics.clear()
    },
  }
}

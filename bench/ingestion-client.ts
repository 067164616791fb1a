// Sends batches of events over HTTP from a thread of its own, so that the client's work is not counted as the server's.
import { parentPort, workerData } from 'node:worker_threads'

interface Load {
  readonly url: string
  readonly contacts: number
  readonly events: number
  readonly batch: number
  readonly atOnce: number
}
const { url, contacts, events, batch, atOnce }: Load = workerData

/** Most events score; some wake a contact who waits for a click, some enroll. */
function eventOf(index: number): object {
  const contact = { id: `c${index % contacts}` }
  if (index % 10 === 0)
    return { id: `i${index}`, event: 'form_submitted', contact, properties: { form: 'white-paper' } }
  if (index % 10 === 1) return { id: `i${index}`, event: 'email_clicked', contact, properties: {} }
  return { id: `i${index}`, event: 'page_viewed', contact, properties: { url: `/page/${index % 50}` } }
}

const bodies = Array.from({ length: Math.ceil(events / batch) }, (_, at) =>
  JSON.stringify({ events: Array.from({ length: batch }, (_, index) => eventOf(at * batch + index)) }),
)
await new Promise((resolve) => {
  parentPort?.once('message', resolve)
  parentPort?.postMessage('ready')
})
let next = 0
async function sendAll(): Promise<void> {
  for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
    const answer = await fetch(`${url}/api/events/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    if (answer.status !== 202) throw new Error(`a batch was answered ${answer.status}: ${await answer.text()}`)
    await answer.arrayBuffer()
  }
}
await Promise.all(Array.from({ length: atOnce }, sendAll))
parentPort?.postMessage('done')

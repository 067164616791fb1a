import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { flowSchema } from '@couveuse/shared/flow/schema'
import { importContacts, publish, withProduct } from './product.ts'
import { benchContact, flowDocument, settingsDocument } from './workload.ts'

export interface Ingestion {
  readonly events: number
  /** until every batch was answered: events are safe */
  readonly acceptedPerSecond: number
  /** until every contact has taken its turn: matched, scored, woken */
  readonly eventsPerSecond: number
}

const BATCH = 500
const AT_ONCE = 4

/** Events over HTTP in batches of 500, into the white-paper flow with its scoring. */
export async function ingestion(contacts: number, events: number): Promise<Ingestion> {
  return withProduct({}, async (runtime) => {
    const { store, clock, worker, url } = runtime
    await store.settings.update(() => settingsDocument, clock.now())
    await publish(runtime, flowSchema.parse(flowDocument))
    await importContacts(runtime, 'c', contacts, (index) => {
      const { id: _, createdAt: __, ...change } = benchContact(index)
      return change
    })
    const client = new Worker(new URL('ingestion-client.ts', import.meta.url), {
      workerData: { url, contacts, events, batch: BATCH, atOnce: AT_ONCE },
    })
    await once(client, 'message')
    const startedAt = performance.now()
    client.postMessage('go')
    await once(client, 'message')
    const acceptedIn = (performance.now() - startedAt) / 1000
    await worker.settle()
    const seconds = (performance.now() - startedAt) / 1000
    return { events, acceptedPerSecond: events / acceptedIn, eventsPerSecond: events / seconds }
  })
}

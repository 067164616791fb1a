import { setTimeout as sleep } from 'node:timers/promises'
import { startMailReceiver } from './mail-receiver.ts'
import { importContacts, mails, publish, reachable, withProduct } from './product.ts'

export interface Dispatch {
  readonly messages: number
  readonly messagesPerSecond: number
}

/** Messages with words of the contact's own and tracked links, through pooled connections to a mail server beside us. */
export async function smtpDispatch(count: number): Promise<Dispatch> {
  const receiver = await startMailReceiver()
  try {
    return await withProduct({ SMTP_URL: receiver.url, SMTP_CONNECTIONS: '20' }, async (runtime) => {
      await publish(runtime, mails)
      await importContacts(runtime, 'm', count, reachable)
      await runtime.worker.receive(
        Array.from({ length: count }, (_, index) => ({
          contact: { id: `m${index}` },
          cause: {
            type: 'event' as const,
            event: {
              id: `e${index}`,
              name: 'signed_up',
              occurredAt: runtime.clock.now(),
              arrivedAt: runtime.clock.now(),
              properties: {},
              machine: false,
            },
          },
        })),
      )
      while (receiver.acceptedAt.size < count) await sleep(20)
      // The first tenth pays for connections and for turns that are still being taken.
      const accepted = [...receiver.acceptedAt.values()].sort((a, b) => a - b).slice(Math.floor(count / 10))
      const seconds = ((accepted.at(-1) ?? 0) - (accepted[0] ?? 0)) / 1000
      return { messages: count, messagesPerSecond: (accepted.length - 1) / seconds }
    })
  } finally {
    receiver.close()
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { startMailReceiver } from './mail-receiver.ts'
import { importContacts, mails, publish, reachable, withProduct } from './product.ts'
import { type Quantiles, quantiles } from './quantiles.ts'

/** A process that has just started still compiles its code. */
const WARM_UP_SECONDS = 5

/** From the request over HTTP to the mail server's acceptance, at `perSecond` single events for `seconds`. */
export async function eventToMail(perSecond: number, seconds: number): Promise<Quantiles> {
  const receiver = await startMailReceiver()
  try {
    return await withProduct({ SMTP_URL: receiver.url }, async (runtime) => {
      await publish(runtime, mails)
      const warmUp = perSecond * WARM_UP_SECONDS
      const count = perSecond * seconds + warmUp
      await importContacts(runtime, 'm', count, reachable)
      const sentAt: number[] = []
      const startedAt = performance.now()
      const answers: Promise<Response>[] = []
      for (let index = 0; index < count; index += 1) {
        const wait = startedAt + (index * 1000) / perSecond - performance.now()
        if (wait > 1) await sleep(wait)
        sentAt.push(performance.timeOrigin + performance.now())
        answers.push(
          fetch(`${runtime.url}/api/events`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ id: `e${index}`, event: 'signed_up', contact: { id: `m${index}` } }),
          }),
        )
      }
      await Promise.all(answers)
      while (receiver.acceptedAt.size < count) await sleep(20)
      const took = sentAt.map((at, index) => (receiver.acceptedAt.get(`m${index}@example.com`) ?? Number.NaN) - at)
      return quantiles(took.slice(warmUp))
    })
  } finally {
    receiver.close()
  }
}

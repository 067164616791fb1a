// The product in a process of its own, as it is - store, embedded queue, HTTP, dispatch - except for the clock, which moves
// when the test says so:   node main.ts START_AT, settings in the environment, orders over the channel of the parent.
import { testClock } from '@couveuse/runtime/adapters/test-clock'
import { readConfig } from '@couveuse/runtime/config'
import { startRuntime } from '@couveuse/runtime/runtime'
import { passTime } from '@couveuse/runtime/testing/pass-time'
import { type Order, orderSchema, type Word } from './orders.ts'

const clock = testClock(Number(process.argv[2]))
const runtime = await startRuntime(readConfig(), { clock })

function say(word: Word): void {
  process.send?.(word)
}

async function obey(order: Order): Promise<void> {
  if (order.type === 'pass_time') {
    await passTime(runtime.worker, clock, order.until)
    return say({ type: 'done', now: clock.now() })
  }
  await runtime.stop()
  process.exit(0)
}

// One after the other: time passes in the order it was asked to.
let last = Promise.resolve()
process.on('message', (message) => {
  last = last.then(() => obey(orderSchema.parse(message)))
})
process.on('disconnect', () => process.exit(0)) // the test is gone
say({ type: 'serves', url: runtime.url })

// A mail server in a process of its own, as in life: it takes everything, and tells when.
import { startMailbox } from '@couveuse/runtime/testing/mailbox'

const mailbox = await startMailbox()
mailbox.meet({
  content: ({ to }) => {
    process.send?.({ to: to[0] ?? '', at: performance.timeOrigin + performance.now() })
    return undefined
  },
})
process.send?.({ url: mailbox.url })
process.on('disconnect', () => process.exit())

import type { JobQueues, QueueCounts } from './queues.ts'

const NOTHING: QueueCounts = { waiting: 0, delayed: 0, active: 0, failed: 0 }

/** A queue that takes everything and never calls: all the runtime may lose of it (the database knows all work). */
export function silentQueues(): JobQueues {
  return {
    work: () => undefined,
    add: async () => undefined,
    addMany: async () => undefined,
    arm: async () => undefined,
    repeat: async () => undefined,
    counts: async () => ({
      ingest: NOTHING,
      run: NOTHING,
      'dispatch-email': NOTHING,
      'dispatch-sms': NOTHING,
      'dispatch-webhook': NOTHING,
      maintenance: NOTHING,
    }),
    ping: async () => undefined,
    close: async () => undefined,
  }
}

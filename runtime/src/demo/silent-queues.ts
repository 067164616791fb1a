import type { JobQueues, QueueCounts } from '../queue/queues.ts'

const NOTHING: QueueCounts = { waiting: 0, delayed: 0, active: 0, failed: 0 }

/** A doorbell nobody hears: in virtual time the worker is moved by its clock alone. */
export function silentQueues(): JobQueues {
  const silence = async (): Promise<void> => undefined
  return {
    work: () => undefined,
    add: silence,
    addMany: silence,
    arm: silence,
    repeat: silence,
    counts: async () => ({
      ingest: NOTHING,
      run: NOTHING,
      'dispatch-email': NOTHING,
      'dispatch-sms': NOTHING,
      'dispatch-webhook': NOTHING,
      maintenance: NOTHING,
    }),
    ping: silence,
    close: silence,
  }
}

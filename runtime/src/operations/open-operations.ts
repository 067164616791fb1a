import type { Retention } from '@couveuse/shared/flow/settings'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import type { Mailer } from '../ports/mailer.ts'
import type { Meter } from '../ports/meter.ts'
import type { WebhookCaller } from '../ports/webhook-caller.ts'
import type { JobQueues } from '../queue/queues.ts'
import type { Store } from '../store/store.ts'
import { openAlerts } from './alerts.ts'
import { housekeeping } from './housekeeping.ts'
import { meteredTurns } from './instrument.ts'
import { keepMeter } from './meter.ts'
import { openMetrics } from './metrics.ts'
import { keepRetention } from './retention.ts'
import { type OperationsWatch, openWatch } from './watch.ts'

export interface OperationsOptions {
  readonly store: Store
  readonly queues: JobQueues
  readonly clock: Clock
  readonly log: Logger
  /** for alerts */
  readonly mailer: Mailer
  readonly webhooks: WebhookCaller
  readonly mailFrom: string
  readonly alertEmail: string | undefined
  readonly alertUrl: string | undefined
  readonly publicUrl: string
  readonly version: string
  readonly retention: () => Promise<Retention>
  /** names of events that turns read */
  readonly watchedEvents: () => Promise<ReadonlySet<string>>
}

export interface Operations {
  /** the store with its turns measured: give this one to the worker */
  readonly store: Store
  readonly meter: Meter
  readonly watch: OperationsWatch
  /** what maintenance does every minute */
  readonly maintain: () => Promise<void>
  metricsText(): Promise<string>
  close(): void
}

/** Milliseconds for spans: the clock of the product may be moved by hand, durations of real work may not. */
export const stopwatch = (): number => performance.now()

export function openOperations(options: OperationsOptions): Operations {
  const { store, queues, clock, log, version } = options
  const meter = keepMeter()
  const { turns, pulse: loop } = meteredTurns(store.turns, meter, stopwatch)
  const alert = openAlerts({ ...options, email: options.alertEmail, url: options.alertUrl })
  const watch = openWatch({ store, queue: queues, loop, marks: store.announcements, clock, log, alert })
  const metrics = openMetrics({ watch, meter, queue: queues, version })
  const retain = () =>
    keepRetention({
      operations: store.operations,
      marks: store.announcements,
      retention: options.retention,
      watchedEvents: options.watchedEvents,
      clock,
      log,
    })
  return {
    store: { ...store, turns },
    meter,
    watch,
    maintain: housekeeping({ watch, retain, log }),
    metricsText: () => metrics.text(),
    close: () => metrics.close(),
  }
}

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { INVARIANTS } from '@couveuse/shared/api/operations'
import type { JobQueues } from '../queue/queues.ts'
import { type Metric, type Sample, writeMetrics } from './exposition.ts'
import type { KeptMeter } from './meter.ts'
import { jobsOf } from './pulse.ts'
import type { OperationsWatch, Report } from './watch.ts'

export interface MetricsDeps {
  readonly watch: OperationsWatch
  readonly meter: KeptMeter
  readonly queue: Pick<JobQueues, 'counts'>
  readonly version: string
}

export interface Metrics {
  /** As Prometheus scrapes it. */
  text(): Promise<string>
  close(): void
}

const NANOSECONDS = 1e9
const LOOP_LOOK_EVERY_MS = 10

/** What the meter has counted, and gauges read at the moment of the scrape. */
export function openMetrics({ watch, meter, queue, version }: MetricsDeps): Metrics {
  const lag = monitorEventLoopDelay({ resolution: LOOP_LOOK_EVERY_MS })
  lag.enable()

  /** Of the time since the last scrape; the timer's own resolution is no lag. */
  function eventLoop(): Metric {
    const seconds = (nanoseconds: number): number =>
      Math.max(0, nanoseconds / NANOSECONDS - LOOP_LOOK_EVERY_MS / 1000) || 0
    const samples = [
      { labels: { quantile: '0.5' }, value: seconds(lag.percentile(50)) },
      { labels: { quantile: '0.99' }, value: seconds(lag.percentile(99)) },
      { labels: { quantile: '1' }, value: seconds(lag.max) },
    ]
    lag.reset()
    return gauge('couveuse_event_loop_lag_seconds', 'How late the event loop was since the last scrape.', samples)
  }

  return {
    async text() {
      const [report, jobs] = await Promise.all([watch.report(), jobsOf(queue)])
      return writeMetrics([
        gauge('couveuse_info', 'Version of the product.', [{ labels: { version }, value: 1 }]),
        ...meter.metrics(),
        ...gaugesOf(report),
        gauge(
          'couveuse_queue_jobs',
          'Jobs by queue and state.',
          Object.entries(jobs ?? {}).flatMap(([name, counts]) =>
            Object.entries(counts).map(([state, value]) => ({ labels: { queue: name, state }, value })),
          ),
        ),
        eventLoop(),
        ...processMetrics(),
      ])
    },
    close: () => void lag.disable(),
  }
}

const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name,
  type: 'gauge',
  help,
  samples,
})

function gaugesOf({ pulse, violations, audit }: Report): readonly Metric[] {
  const { at, due, outbox, setAside, balances } = pulse
  const age = (since: number | null): number => (since === null ? 0 : Math.max(0, at - since) / 1000)
  const one = (value: number): readonly Sample[] => [{ value }]
  return [
    gauge('couveuse_due_contacts', 'Contacts whose time has come and who wait for their turn.', one(due.count)),
    gauge('couveuse_oldest_due_seconds', 'How long the first of them has been due.', one(age(due.oldestAt))),
    gauge('couveuse_inbox_depth', 'Arrivals that no turn has taken in yet.', one(pulse.inboxDepth)),
    gauge('couveuse_failed_enrollments', 'Failed enrollments that wait for somebody.', one(pulse.stuck)),
    gauge('couveuse_set_aside_contacts', 'Contacts whose turn failed.', [
      { labels: { state: 'retrying' }, value: setAside.retrying },
      { labels: { state: 'abandoned' }, value: setAside.abandoned },
    ]),
    gauge(
      'couveuse_enrollments',
      'Enrollments by flow.',
      balances.flatMap(({ flow, open, ended }) => [
        { labels: { flow, state: 'open' }, value: open },
        { labels: { flow, state: 'ended' }, value: ended },
      ]),
    ),
    gauge(
      'couveuse_outbox_messages',
      'Effects on their way, and those that wait for a decision.',
      outbox.map(({ lane, state, count }) => ({ labels: { lane, state }, value: count })),
    ),
    gauge(
      'couveuse_outbox_oldest_seconds',
      'How long the first of them has been due (queued) or in this state.',
      outbox.map(({ lane, state, oldestAt }) => ({ labels: { lane, state }, value: age(oldestAt) })),
    ),
    gauge('couveuse_queue_up', 'The queue answers.', one(pulse.isQueueWell ? 1 : 0)),
    gauge('couveuse_turns_up', 'The last round of turns could be written.', one(pulse.isLoopWell ? 1 : 0)),
    gauge(
      'couveuse_invariant_violations',
      'Invariants that do not hold, by name; docs/operations.md says what to do.',
      INVARIANTS.map((invariant) => ({
        labels: { invariant },
        value: violations.filter((violation) => violation.invariant === invariant).length,
      })),
    ),
    gauge(
      'couveuse_last_audit_timestamp_seconds',
      'When everything was compared last; 0 = never.',
      one((audit?.at ?? 0) / 1000),
    ),
  ]
}

function processMetrics(): readonly Metric[] {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed } = process.memoryUsage()
  return [
    {
      name: 'process_cpu_seconds_total',
      type: 'counter',
      help: 'CPU time of the process.',
      samples: [{ value: (user + system) / 1e6 }],
    },
    gauge('process_resident_memory_bytes', 'Resident memory of the process.', [{ value: rss }]),
    gauge('nodejs_heap_size_used_bytes', 'Heap in use.', [{ value: heapUsed }]),
    gauge('process_uptime_seconds', 'Since the process started.', [{ value: process.uptime() }]),
  ]
}

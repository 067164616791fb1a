import type { AttemptOutcome, Meter } from '../ports/meter.ts'
import { OUTBOX_LANES } from '../store/outbox.ts'
import { Histogram, type Metric } from './exposition.ts'

const SECONDS_LATE = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 5, 30, 60, 300, 3600]
const SECONDS_AT_WORK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]
const SECONDS_OUTSIDE = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** A meter that keeps its counts in memory, from the start of the process on. */
export interface KeptMeter extends Meter {
  metrics(): readonly Metric[]
}

export function keepMeter(): KeptMeter {
  let steps = 0
  const turns = { committed: 0, lost_race: 0, refused: 0 }
  const lateness = new Histogram(SECONDS_LATE)
  const batches = new Histogram(SECONDS_AT_WORK)
  const requests = new Map<string, Histogram>()
  const providers = new Map<string, Histogram>(OUTBOX_LANES.map((lane) => [lane, new Histogram(SECONDS_OUTSIDE)]))
  const attempts = new Map<string, { readonly lane: string; readonly outcome: AttemptOutcome; count: number }>()

  return {
    batch({ committed, lostRaces, refused, steps: taken, tookMs }) {
      steps += taken
      turns.committed += committed
      turns.lost_race += lostRaces
      turns.refused += refused
      batches.observe(tookMs / 1000)
    },
    late: (ms) => lateness.observe(ms / 1000),
    attempt(lane, outcome, tookMs) {
      providers.get(lane)?.observe(tookMs / 1000)
      const key = `${lane} ${outcome}`
      const known = attempts.get(key)
      if (known) known.count += 1
      else attempts.set(key, { lane, outcome, count: 1 })
    },
    request(status, tookMs) {
      const kind = `${Math.floor(status / 100)}xx`
      const histogram = requests.get(kind) ?? new Histogram(SECONDS_AT_WORK)
      requests.set(kind, histogram)
      histogram.observe(tookMs / 1000)
    },
    metrics: () => [
      {
        name: 'couveuse_steps_total',
        type: 'counter',
        help: 'Steps that contacts have left; its rate is steps per second.',
        samples: [{ value: steps }],
      },
      {
        name: 'couveuse_turns_total',
        type: 'counter',
        help: 'Turns by what became of them.',
        samples: Object.entries(turns).map(([outcome, value]) => ({ labels: { outcome }, value })),
      },
      {
        name: 'couveuse_timer_lateness_seconds',
        type: 'histogram',
        help: 'How long after its due instant a timer was taken.',
        samples: lateness.samples(),
      },
      {
        name: 'couveuse_turn_batch_seconds',
        type: 'histogram',
        help: 'How long a batch of turns took, from the claim to the commit.',
        samples: batches.samples(),
      },
      {
        name: 'couveuse_effect_attempts_total',
        type: 'counter',
        help: 'Attempts to hand over a message or to call a webhook, by lane and outcome.',
        samples: [...attempts.values()].map(({ lane, outcome, count }) => ({
          labels: { lane, outcome },
          value: count,
        })),
      },
      {
        name: 'couveuse_provider_seconds',
        type: 'histogram',
        help: 'How long the other side took to answer an attempt.',
        samples: [...providers].flatMap(([lane, histogram]) => histogram.samples({ lane })),
      },
      {
        name: 'couveuse_http_request_seconds',
        type: 'histogram',
        help: 'How long requests took, by kind of answer.',
        samples: [...requests].flatMap(([status, histogram]) => histogram.samples({ status })),
      },
    ],
  }
}

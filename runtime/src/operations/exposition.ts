/**
 * Metrics as Prometheus reads them (text format 0.0.4). Written here because the runtime measures every turn: a histogram
 * is an addition in an array, and the format is ten lines.
 */
export interface Metric {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  readonly samples: readonly Sample[]
}
export interface Sample {
  /** after the name of the metric: `_bucket`, `_sum`, `_count` */
  readonly suffix?: string
  readonly labels?: Labels
  readonly value: number
}
export type Labels = Readonly<Record<string, string | number>>

export const METRICS_MEDIA_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

export function writeMetrics(metrics: readonly Metric[]): string {
  return metrics
    .map(({ name, type, help, samples }) => {
      const lines = samples.map(
        ({ suffix = '', labels, value }) => `${name}${suffix}${writeLabels(labels)} ${writeValue(value)}\n`,
      )
      return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
    })
    .join('')
}

function writeLabels(labels: Labels = {}): string {
  const written = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(String(value))}"`)
  return written.length === 0 ? '' : `{${written.join(',')}}`
}

const escapeLabel = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

const writeValue = (value: number): string => (value === Number.POSITIVE_INFINITY ? '+Inf' : String(value))

/** Counts how often values fell below each bound; bounds ascend, in the unit of the metric. */
export class Histogram {
  readonly #bounds: readonly number[]
  readonly #counts: Float64Array
  #sum = 0

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds
    this.#counts = new Float64Array(bounds.length + 1)
  }

  observe(value: number): void {
    let place = 0
    while (place < this.#bounds.length && value > (this.#bounds[place] ?? 0)) place += 1
    this.#counts[place] = (this.#counts[place] ?? 0) + 1
    this.#sum += value
  }

  samples(labels: Labels = {}): readonly Sample[] {
    let total = 0
    const buckets = [...this.#bounds, Number.POSITIVE_INFINITY].map((bound, place) => {
      total += this.#counts[place] ?? 0
      const le = bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound)
      return { suffix: '_bucket', labels: { ...labels, le }, value: total }
    })
    return [...buckets, { suffix: '_sum', labels, value: this.#sum }, { suffix: '_count', labels, value: total }]
  }
}

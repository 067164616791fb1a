import type { Throughput } from './engine-on-sqlite.ts'
import type { Results } from './measures.ts'
import type { Quantiles } from './quantiles.ts'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly node: string
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB')
const line = (name: string, value: string, unit: string, more = ''): string =>
  `${name.padEnd(58)} ${value.padStart(9)} ${unit}${more === '' ? '' : `   (${more})`}`
const steps = (name: string, { contacts, steps: taken, seconds, stepsPerSecond }: Throughput): string =>
  line(
    name,
    whole(stepsPerSecond),
    'steps/s',
    `${whole(contacts)} contacts, ${whole(taken)} steps, ${seconds.toFixed(1)} s`,
  )
const late = (name: string, { p50, p99, most }: Quantiles): string =>
  line(name, p99.toFixed(1), 'ms p99', `p50 ${p50} ms, most ${most} ms`)

/** What was measured, for people. */
export function table(results: Results, { cpu, cores, memoryGiB, node }: Machine): string {
  const { speed, dueScan, timers = [], eventToMail, ingestion, smtp, memory, idle, postgres } = results
  const lines: string[] = [`${cores} cores, ${cpu}, ${memoryGiB} GiB, Node ${node}`, '']
  if (speed)
    lines.push(
      steps('engine: the runtime over SQLite, white-paper flow', speed.engine),
      steps('baseline: one BullMQ-on-Redis job per contact and step', speed.baseline),
      steps('sqlite: the same reads and writes, turns already decided', speed.sqlite),
      line('engine by baseline', speed.ratio.toFixed(1), 'x'),
      line('engine by sqlite', speed.percentOfSqlite.toFixed(0), '%'),
    )
  for (const { waiting, microseconds } of dueScan?.microseconds ?? [])
    lines.push(line(`finding 1,000 due among ${whole(waiting)} who wait`, whole(microseconds), 'µs'))
  if (dueScan) lines.push(line('dearest scan by cheapest', `+${dueScan.spreadPercent.toFixed(0)}`, '%'))
  for (const timer of timers)
    lines.push(late(`timers, ${whole(timer.perSecond)} due per second, ${timer.queue} queue: late by`, timer))
  if (eventToMail)
    lines.push(late(`one event over HTTP to its mail accepted, ${eventToMail.perSecond} per second`, eventToMail))
  if (ingestion)
    lines.push(
      line('events over HTTP in batches of 500: safe', whole(ingestion.acceptedPerSecond), 'events/s'),
      line('… and matched, scored, woken', whole(ingestion.eventsPerSecond), 'events/s'),
    )
  if (smtp) lines.push(line('mails with tracked links to an SMTP server', whole(smtp.messagesPerSecond), 'messages/s'))
  if (memory)
    lines.push(
      line(
        `memory with ${whole(memory.waiting)} who wait, beyond the queue`,
        whole(memory.beyondQueue),
        'MB',
        `product ${whole(memory.product)} MB, queue alone ${whole(memory.queueAlone)} MB`,
      ),
      line('database per waiting enrollment', whole(memory.bytesPerEnrollment), 'bytes'),
    )
  if (idle) lines.push(line('idle', idle.percentOfCore.toFixed(1), '% of a core'))
  for (const { processes, stepsPerSecond, cpuMicrosPerStep, cpuRatio } of postgres?.runs ?? [])
    lines.push(
      line(
        `PostgreSQL, ${processes} worker process${processes === 1 ? '' : 'es'}`,
        whole(stepsPerSecond),
        'steps/s',
        `${cpuMicrosPerStep.toFixed(0)} µs of CPU per step, server included: ${cpuRatio.toFixed(1)} times SQLite's`,
      ),
    )
  return `${lines.join('\n')}\n`
}

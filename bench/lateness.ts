// node bench/lateness.ts [--per-second N] [--seconds N] [--json]
// How late timers fire in the whole product (SQLite, embedded queue, HTTP, dispatch) while many come due, what one event
// takes from HTTP to the mail server, and how much of a core the product takes while nothing happens.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readConfig } from '@couveuse/runtime/config'
import { type Runtime, startRuntime } from '@couveuse/runtime/runtime'
import { startMailbox } from '@couveuse/runtime/testing/mailbox'
import { flowSchema } from '@couveuse/shared/flow/schema'

export interface Quantiles {
  readonly p50: number
  readonly p99: number
  readonly most: number
}

const SETTLE_MS = 3_000
const MAIN = fileURLToPath(new URL('../runtime/src/main.ts', import.meta.url))

/** A wait until an instant of the contact's own, then two steps: the common case of a timer. */
const timers = flowSchema.parse({
  dsl: 1,
  key: 'timers',
  start: 'pause',
  steps: {
    pause: { kind: 'wait', untilAttribute: 'contact.dueAt', next: { done: 'points' } },
    points: { kind: 'score', engagement: 1, reason: 'waited', next: { done: 'bye' } },
    bye: { kind: 'end', reason: 'done', outcome: 'neutral' },
  },
})
const mails = flowSchema.parse({
  dsl: 1,
  key: 'mails',
  entry: [{ on: 'event', event: 'signed_up' }],
  start: 'mail',
  steps: {
    mail: {
      kind: 'email',
      inline: { subject: 'Hi {{ contact.firstName }}', body: '<p><a href="https://example.com">x</a></p>' },
    },
  },
})

/** Milliseconds from due to done, while `perSecond` contacts come due for `seconds`. */
export async function timerLateness(perSecond: number, seconds: number): Promise<Quantiles> {
  return withRuntime({}, async (runtime) => {
    const { store, worker, clock } = runtime
    await publish(runtime, timers)
    const count = perSecond * seconds
    const firstAt = clock.now() + SETTLE_MS + count / 4
    for (let from = 0; from < count; from += 1000) {
      const size = Math.min(1000, count - from)
      const rows = Array.from({ length: size }, (_, index) => ({
        id: `t${from + index}`,
        change: {
          fields: {
            email: `t${from + index}@example.com`,
            dueAt: new Date(firstAt + ((from + index) * 1000) / perSecond).toISOString(),
          },
        },
      }))
      await store.contacts.import(rows, clock.now())
      await worker.receive(
        rows.map(({ id }) => ({ contact: { id }, cause: { type: 'enroll' as const, flow: 'timers' } })),
      )
    }
    await worker.settle()
    if (clock.now() > firstAt) throw new Error('setting up took longer than planned: nothing is measured')
    await sleep(firstAt - clock.now() + seconds * 1000 + SETTLE_MS)
    const late: number[] = []
    for (let index = 0; index < count; index += 1) {
      const [visit] = await store.enrollments.journal(`t${index}.1`)
      if (visit?.due === undefined) throw new Error(`t${index} has not been woken`)
      late.push(visit.leftAt - visit.due)
    }
    return quantiles(late)
  })
}

/** Milliseconds from the request to the mail server's acceptance, at `perSecond` events for `seconds`. */
export async function eventToMail(perSecond: number, seconds: number): Promise<Quantiles> {
  const mailbox = await startMailbox()
  try {
    return await withRuntime({ SMTP_URL: mailbox.url }, async (runtime) => {
      const { store, worker, clock, url } = runtime
      await publish(runtime, mails)
      const count = perSecond * seconds
      const rows = Array.from({ length: count }, (_, index) => ({
        id: `m${index}`,
        change: { fields: { email: `m${index}@example.com` }, consent: { email: 'granted' as const } },
      }))
      for (let from = 0; from < count; from += 1000)
        await store.contacts.import(rows.slice(from, from + 1000), clock.now())
      worker.ring()
      await worker.settle()
      const sentAt = new Map<string, number>()
      const arrivedAt = new Map<string, number>()
      mailbox.meet({
        content: ({ to }) => {
          arrivedAt.set((to[0] ?? '').split('@')[0] ?? '', performance.now())
          return undefined
        },
      })
      const startedAt = performance.now()
      for (let index = 0; index < count; index += 1) {
        const wait = startedAt + (index * 1000) / perSecond - performance.now()
        if (wait > 1) await sleep(wait)
        sentAt.set(`m${index}`, performance.now())
        void fetch(`${url}/api/events`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ id: `e${index}`, event: 'signed_up', contact: { id: `m${index}` } }),
        })
      }
      while (arrivedAt.size < count) await sleep(20)
      return quantiles([...sentAt].map(([id, at]) => (arrivedAt.get(id) ?? Number.NaN) - at))
    })
  } finally {
    await mailbox.close()
  }
}

/** Part of one core that the product takes while nothing happens, in percent; Linux only. */
export async function idleCpu(seconds: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-idle-'))
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: '0', COUVEUSE_DATA: folder, COUVEUSE_NO_OPEN: '1', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
    await sleep(SETTLE_MS)
    const before = cpuSeconds(child.pid)
    await sleep(seconds * 1000)
    return ((cpuSeconds(child.pid) - before) / seconds) * 100
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
    await rm(folder, { recursive: true })
  }
}

const TICKS_PER_SECOND = 100

function cpuSeconds(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

async function withRuntime<T>(env: Record<string, string>, work: (runtime: Runtime) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-lateness-'))
  const runtime = await startRuntime(
    readConfig({ PORT: '0', COUVEUSE_DATA: folder, COUVEUSE_DEMO: '0', LOG_LEVEL: 'warn', ...env }),
  )
  try {
    return await work(runtime)
  } finally {
    await runtime.stop()
    await rm(folder, { recursive: true })
  }
}

async function publish({ store, worker, clock }: Runtime, flow: typeof timers): Promise<void> {
  const document = JSON.parse(JSON.stringify(flow))
  await store.flows.create({ key: flow.key, name: flow.name, draft: document }, clock.now())
  await store.flows.publish({ key: flow.key, document, messages: {}, revision: 1 }, clock.now())
  worker.ring()
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0) * 10) / 10
  return { p50: at(0.5), p99: at(0.99), most: at(1) }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      'per-second': { type: 'string', default: '500' },
      seconds: { type: 'string', default: '10' },
      json: { type: 'boolean', default: false },
    },
  })
  const perSecond = Number(values['per-second'])
  const seconds = Number(values.seconds)
  const lateness = await timerLateness(perSecond, seconds)
  const mail = await eventToMail(100, seconds)
  const idle = await idleCpu(seconds * 2)
  if (values.json)
    process.stdout.write(`${JSON.stringify({ perSecond, lateness, eventToMail: mail, idleCpuPercent: idle })}\n`)
  else {
    const show = ({ p50, p99, most }: Quantiles): string => `p50 ${p50} ms, p99 ${p99} ms, most ${most} ms`
    process.stdout.write(`timers, ${perSecond} due per second: late by ${show(lateness)}
one event over HTTP to its mail accepted, 100 per second: ${show(mail)}
idle: ${idle.toFixed(2)} % of a core
`)
  }
  process.exit()
}

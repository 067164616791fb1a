import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { engineOnSqlite, type Throughput } from './engine-on-sqlite.ts'
import { jobPerStep } from './job-per-step.ts'
import { sqliteLimit } from './sqlite-limit.ts'

const { values } = parseArgs({ options: { json: { type: 'boolean' }, quick: { type: 'boolean' } } })

/** Sizes: the baseline runs fewer contacts, because it is so much slower; both print steps per second. */
const sizes = values.quick
  ? { engine: 8_000, baseline: 800, sqlite: 4_000 }
  : { engine: 50_000, baseline: 5_000, sqlite: 10_000 }

const engine = await engineOnSqlite(sizes.engine)
const baseline = await jobPerStep(sizes.baseline)
const sqlite = await sqliteLimit(sizes.sqlite)
const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
}
const ratio = engine.stepsPerSecond / baseline.stepsPerSecond

if (values.json) {
  process.stdout.write(`${JSON.stringify({ machine, engine, baseline, sqlite, ratio }, null, 2)}\n`)
} else {
  const line = (name: string, { contacts, steps, seconds, stepsPerSecond }: Throughput): string =>
    `${name.padEnd(56)} ${Math.round(stepsPerSecond).toLocaleString('en-GB').padStart(9)} steps/s   (${contacts.toLocaleString('en-GB')} contacts, ${steps.toLocaleString('en-GB')} steps, ${seconds.toFixed(1)} s)`
  process.stdout.write(`White-paper flow on ${machine.cores} cores, ${machine.cpu}, Node ${machine.node}

${line('engine: the runtime over SQLite', engine)}
${line('baseline: one BullMQ-on-Redis job per contact and step', baseline)}
${line('sqlite: the same reads and writes, turns already decided', sqlite)}

engine / baseline  ${ratio.toFixed(1)}x
engine / sqlite    ${((engine.stepsPerSecond / sqlite.stepsPerSecond) * 100).toFixed(0)} %
`)
}

// node bench/main.ts [--quick] [--json] [--only speed,timers,...]
import { execFile } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { MEASURES, type MeasureName, type Results } from './measures.ts'
import { table } from './table.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    /** how this program calls itself: one measure, its result as JSON */
    one: { type: 'string' },
  },
})
const isMeasure = (name: string): name is MeasureName => Object.hasOwn(MEASURES, name)
const names = Object.keys(MEASURES).filter(isMeasure)

function run(name: MeasureName): Promise<Results> | undefined {
  const { quick, full } = MEASURES[name]
  return values.quick ? quick?.() : full()
}

/** Each measure in a process of its own: what one leaves in memory must not slow the next. */
async function runAll(): Promise<Results> {
  const asked = values.only?.split(',')
  const unknown = asked?.find((name) => !isMeasure(name))
  if (unknown !== undefined) throw new Error(`There is no measure "${unknown}": choose among ${names.join(', ')}.`)
  const results: Results = {}
  for (const name of names) {
    if (asked ? !asked.includes(name) : values.quick && !MEASURES[name].quick) continue
    const args = [fileURLToPath(import.meta.url), '--one', name, ...(values.quick ? ['--quick'] : [])]
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 24 })
    process.stderr.write(stderr)
    const measured: Results = JSON.parse(stdout)
    Object.assign(results, measured)
  }
  return results
}

if (values.one !== undefined) {
  const measured = isMeasure(values.one) ? await run(values.one) : undefined
  process.stdout.write(`${JSON.stringify(measured ?? {})}\n`)
  process.exit()
}
const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
}
const { speed, ...others } = await runAll()
process.stdout.write(
  values.json
    ? `${JSON.stringify({ machine, ...speed, ...others }, null, 2)}\n`
    : table({ ...(speed && { speed }), ...others }, machine),
)

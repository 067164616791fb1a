// node scripts/test.mjs [--only NAME,NAME] [--list]   runs the stages of scripts/stages.mjs and ends with a table and,
// as the very last line, `N passed, N failed`. A failed stage does not stop the others. Exit code 1 if anything failed.
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, styleText } from 'node:util'
import { ensurePrograms } from './needs.mjs'
import { STAGES } from './stages.mjs'
import { tally } from './tally.mjs'

const SIDE_BY_SIDE = 2 // the smallest machine this is made for has two cores
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const results = join(root, '.results')
const running = new Set()

function chosenStages() {
  const options = { only: { type: 'string', multiple: true }, list: { type: 'boolean' } }
  const { values } = parseArgs({ args: process.argv.slice(2).filter((word) => word !== '--'), options })
  const names = values.only?.flatMap((word) => word.split(','))
  const unknown = names?.find((name) => !STAGES.some((stage) => stage.name === name))
  if (unknown !== undefined || values.list) {
    if (unknown !== undefined) console.error(`There is no stage "${unknown}". These there are:`)
    for (const stage of STAGES) console.log(`${stage.name.padEnd(10)} ${stage.title}`)
    process.exit(unknown === undefined ? 0 : 2)
  }
  return names ? STAGES.filter((stage) => names.includes(stage.name)) : STAGES
}

const heading = (text) => console.log(styleText('bold', `\n== ${text}`))
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

/** Ends a child and everything it started: it leads a process group of its own. */
function stop(child) {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') child.kill('SIGKILL') // ESRCH: it has just ended by itself
  }
}

function commandOf(stage, reportFile) {
  if (stage.counts === 'vitest')
    return [...stage.args, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  if (stage.counts === 'playwright') return [...stage.args, '--reporter=list,json']
  return stage.args
}

/** Runs one stage; its output goes straight through, or comes back as text for stages that run side by side. */
function run(stage, env) {
  const reportFile = join(results, `${stage.name}.json`)
  rmSync(reportFile, { force: true })
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, commandOf(stage, reportFile), {
      cwd: join(root, stage.cwd ?? '.'),
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
      stdio: ['ignore', stage.beside ? 'pipe' : 'inherit', stage.beside ? 'pipe' : 'inherit'],
      detached: process.platform !== 'win32',
    })
    running.add(child)
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk) => (text += chunk))
    let isLate = false
    const limit = setTimeout(() => {
      isLate = true
      stop(child)
    }, stage.minutes * 60_000)
    const end = (succeeded, note) => {
      clearTimeout(limit)
      running.delete(child)
      const count = tally(stage.counts, succeeded, reportFile)
      resolve({
        stage,
        count,
        ok: succeeded && count.failed === 0,
        ms: performance.now() - startedAt,
        text: text + note,
      })
    }
    child.on('error', (error) => end(false, `${error.message}\n`))
    child.on('close', (code) => end(code === 0 && !isLate, isLate ? `Stopped after ${stage.minutes} minutes.\n` : ''))
  })
}

function report({ stage, ok, ms, text }) {
  if (stage.beside) heading(stage.title)
  if (text.trim()) console.log(text.trimEnd())
  console.log(styleText(ok ? 'green' : 'red', `${ok ? 'passed' : 'FAILED'} in ${seconds(ms)}`))
}

async function runAll(stages, env) {
  const done = new Map()
  const finish = (result) => {
    done.set(result.stage.name, result)
    report(result)
  }
  const cheap = stages.filter((stage) => stage.beside)
  const lane = async () => {
    for (let stage = cheap.shift(); stage; stage = cheap.shift()) finish(await run(stage, env))
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane))
  for (const stage of stages.filter((one) => !one.beside)) {
    heading(stage.title)
    const broken = stage.after?.find((name) => done.has(name) && !done.get(name).ok)
    if (broken) {
      const text = `Not run: it makes no sense after "${broken}" failed.`
      finish({ stage, count: { passed: 0, failed: 1, skipped: 0 }, ok: false, ms: 0, text })
    } else finish(await run(stage, env))
  }
  return stages.map((stage) => done.get(stage.name))
}

function printTable(rows, startedAt) {
  heading('Summary')
  const width = Math.max(...rows.map((row) => row.stage.title.length))
  for (const { stage, ok, count, ms } of rows) {
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
    const tests = `${count.passed} passed, ${count.failed} failed${skipped}`
    console.log(`${ok ? 'ok    ' : 'FAILED'}  ${stage.title.padEnd(width)}  ${seconds(ms).padStart(8)}  ${tests}`)
  }
  console.log(`in ${seconds(performance.now() - startedAt)}`)
}

const startedAt = performance.now()
const stages = chosenStages()
mkdirSync(results, { recursive: true })
const temporary = mkdtempSync(join(tmpdir(), 'couveuse-test-'))
chmodSync(temporary, 0o755) // a database server may run as another user, and must reach its folder in here
process.on('exit', () => {
  for (const child of running) stop(child)
  rmSync(temporary, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1))

const missing = ensurePrograms(stages.flatMap((stage) => stage.needs ?? []))
if (missing) console.error(missing)
const { FORCE_COLOR: _forced, NO_COLOR: _plain, ...inherited } = process.env
const colors = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' } // stages that run side by side see no terminal
const rows = await runAll(stages, { ...inherited, ...colors, TMPDIR: temporary, COUVEUSE_NO_OPEN: '1' })
printTable(rows, startedAt)
if (missing) console.error(missing)
const sum = (key) => rows.reduce((total, { count }) => total + count[key], 0)
const failed = sum('failed') + (missing ? 1 : 0)
process.exitCode = failed > 0 ? 1 : 0
console.log(`${sum('passed')} passed, ${failed} failed`)

import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const UP_WITHIN_MS = 180_000
const CHUNKS_KEPT = 2000

/** A line of the log, as an operator's tools read it. */
export interface LogLine {
  readonly level: string
  readonly msg: string
  readonly [field: string]: unknown
}

/** The product in a process of its own, as an operator starts it. */
export interface ChildRuntime {
  readonly url: string
  readonly pid: number
  /** resolves when the process is gone: by which signal, or with which exit code */
  readonly gone: Promise<string>
  isGone(): boolean
  /** everything it has said so far */
  said(): string
  /** what of that is the log */
  log(): readonly LogLine[]
  /** SIGTERM, and all the time it needs */
  stop(): Promise<string>
  kill(signal: NodeJS.Signals): void
}

export interface ChildOptions {
  /** modules that are loaded before the product */
  readonly preload?: readonly string[]
}

/** Starts the product; rejects when it ends before it serves, unless it died as it was told to. */
export async function startChild(
  env: Readonly<Record<string, string>>,
  { preload = [] }: ChildOptions = {},
): Promise<ChildRuntime> {
  const imports = preload.flatMap((name) => ['--import', new URL(name, import.meta.url).href])
  const child = spawn(process.execPath, [...imports, MAIN], {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      COUVEUSE_NO_OPEN: '1',
      COUVEUSE_DEMO: '0',
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  const output: string[] = []
  let isGone = false
  const gone = new Promise<string>((resolve) => {
    // Not `exit`: what it said last may still be in the pipe then.
    child.once('close', (code, signal) => {
      isGone = true
      process.removeListener('exit', killWithUs)
      resolve(signal ?? `exit ${code}`)
    })
  })
  const url = await urlOf(child, output, gone)
  return {
    url,
    pid: child.pid ?? 0,
    gone,
    isGone: () => isGone,
    said: () => output.join(''),
    log: () => logLines(output.join('')),
    stop() {
      child.kill('SIGTERM')
      return gone
    },
    kill: (signal) => void child.kill(signal),
  }
}

function logLines(said: string): readonly LogLine[] {
  const whole = said.slice(0, said.lastIndexOf('\n') + 1)
  // The log is ours: a line that begins like one is one.
  return whole.split('\n').flatMap((line) => (line.startsWith('{"level"') ? [JSON.parse(line) as LogLine] : []))
}

function urlOf(child: ChildProcess, output: string[], gone: Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The child did not serve within ${UP_WITHIN_MS} ms:\n${output.join('')}`))
    }, UP_WITHIN_MS)
    const look = (chunk: Buffer): void => {
      output.push(chunk.toString())
      if (output.length > CHUNKS_KEPT) output.shift()
      const [, url] = /runs at (http:\S+)/.exec(output.join('')) ?? []
      if (url === undefined) return
      clearTimeout(late)
      resolve(url)
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    gone.then((how) => {
      clearTimeout(late)
      // Some points are passed before anybody is served: recovering what the last run left behind.
      if (how === 'SIGKILL') resolve('')
      else reject(new Error(`The child ended (${how}) before it served:\n${output.join('')}`))
    }, reject)
  })
}

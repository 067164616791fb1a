import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const UP_WITHIN_MS = 60_000
const LINES_KEPT = 500

/** The product in a process of its own, as an operator starts it. */
export interface ChildRuntime {
  readonly url: string
  /** resolves when the process is gone: by which signal, or with which exit code */
  readonly gone: Promise<string>
  isGone(): boolean
  /** everything it has said so far */
  said(): string
  /** SIGTERM, and all the time it needs */
  stop(): Promise<string>
}

/** Starts the product; rejects when it ends before it serves, unless it died as it was told to. */
export async function startChild(env: Readonly<Record<string, string>>): Promise<ChildRuntime> {
  const child = spawn(process.execPath, [MAIN], {
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
  const output: string[] = []
  let isGone = false
  const gone = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      isGone = true
      resolve(signal ?? `exit ${code}`)
    })
  })
  const url = await urlOf(child, output, gone)
  return {
    url,
    gone,
    isGone: () => isGone,
    said: () => output.join(''),
    stop() {
      child.kill('SIGTERM')
      return gone
    },
  }
}

function urlOf(child: ChildProcess, output: string[], gone: Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The child did not serve within ${UP_WITHIN_MS} ms:\n${output.join('')}`))
    }, UP_WITHIN_MS)
    const look = (chunk: Buffer): void => {
      output.push(chunk.toString())
      if (output.length > LINES_KEPT) output.shift()
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

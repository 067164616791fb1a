import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../runtime/src/main.ts', import.meta.url))

/** Runs the product in a process of its own, to be looked at from outside; `COUVEUSE_DATA` may name a folder that exists. */
export function withProductBeside<T>(
  env: Readonly<Record<string, string>>,
  look: (child: { readonly pid: number }) => Promise<T>,
): Promise<T> {
  const settings = { PORT: '0', COUVEUSE_NO_OPEN: '1', LOG_LEVEL: 'error', ...env }
  return withChild([MAIN], settings, look)
}

/** Runs a Node script until it has said something, looks at it, and ends it. */
export async function withChild<T>(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  look: (child: { readonly pid: number }) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-bench-beside-'))
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, COUVEUSE_DATA: folder, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve())
      child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code} before it was ready`)))
    })
    return await look({ pid: child.pid ?? 0 })
  } finally {
    child.kill('SIGTERM')
    await gone
    await rm(folder, { recursive: true })
  }
}

const TICKS_PER_SECOND = 100

export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

export function residentMegabytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

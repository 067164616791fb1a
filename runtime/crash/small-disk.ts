import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChildOptions, ChildRuntime } from './child-runtime.ts'

/** A disk that can be filled to the last byte, and emptied again. */
export interface SmallDisk {
  readonly folder: string
  /** what a runtime on it is started with */
  readonly options: ChildOptions
  fill(child: ChildRuntime): Promise<void>
  free(child: ChildRuntime): Promise<void>
  close(): Promise<void>
}

const MEGABYTES = 96
const CHUNK_BYTES = 4096

/** A file system of its own where this machine lets us mount one, else a database with a quota. */
export async function openSmallDisk(): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-disk-'))
  if (!mount(folder)) return quotaIn(folder)
  const ballast = join(folder, 'ballast')
  return {
    folder,
    options: {},
    fill: () => fillUp(ballast),
    free: () => rm(ballast),
    async close() {
      execFileSync('umount', ['-l', folder])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function mount(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/proc/mounts')) return false
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false // a container that may not: the quota says the same to the product
  }
}

function quotaIn(folder: string): SmallDisk {
  const toggle = async (child: ChildRuntime): Promise<void> => child.kill('SIGUSR2')
  return {
    folder,
    options: { preload: ['./quota.ts'] },
    fill: toggle,
    free: toggle,
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

async function fillUp(path: string): Promise<void> {
  const file = await open(path, 'a')
  try {
    for (const size of [CHUNK_BYTES * 256, CHUNK_BYTES]) await writeUntilFull(file, Buffer.alloc(size))
  } finally {
    await file.close()
  }
}

async function writeUntilFull(file: Awaited<ReturnType<typeof open>>, chunk: Buffer): Promise<void> {
  for (;;) {
    try {
      await file.appendFile(chunk)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return
      throw error
    }
  }
}

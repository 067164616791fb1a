import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, realpath, rename, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { RequestError } from '@couveuse/shared/contract/problem'

const CREATED_WITHIN_MS = 120_000
const CREATOR = fileURLToPath(new URL('./create-embedded-folder.ts', import.meta.url))

/** Whether a database was made here: an empty folder is none, the ruins of one are. */
export async function hasSomething(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return false
  const entries = await readdir(folder).catch(() => ['a file, not a folder'])
  return entries.length > 0
}

/**
 * Makes a new database folder in a process of its own: making one takes seconds of computing and a few hundred
 * megabytes that the runtime would keep. The folder appears under its name only when it is complete.
 */
export async function createFolder(folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`
  await mkdir(dirname(folder), { recursive: true })
  await rm(unfinished, { recursive: true, force: true })
  await promisify(execFile)(process.execPath, [CREATOR, unfinished], {
    timeout: CREATED_WITHIN_MS,
    windowsHide: true,
  })
  await rm(folder, { recursive: true, force: true })
  await rename(unfinished, folder)
}

/** Keeps a folder that cannot be used for those who want to look at it; only the newest is kept. Returns where it is. */
export async function setAside(folder: string): Promise<string> {
  const aside = `${folder}.set-aside`
  await rm(aside, { recursive: true, force: true })
  await rename(folder, aside)
  return aside
}

/**
 * Claims the folder for this process until the returned function is called or the process ends. PGlite itself lets two
 * processes write into one folder, which ruins it. A local socket named after the folder is the claim: unlike a file
 * with a process id it is gone with its owner, however that died.
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(dirname(folder), { recursive: true })
  const real = join(await realpath(dirname(folder)), 'queue')
  const name = `couveuse-${createHash('sha256').update(real).digest('hex').slice(0, 24)}`
  const address = socketAddress(name)
  const server = (await listen(address)) ?? ((await isAlive(address)) ? undefined : await listenAfresh(address))
  if (!server) {
    throw new RequestError(
      'queue_in_use',
      `Another process uses the embedded queue in ${folder}. Stop it, or give this one another data folder, or set QUEUE_URL so that both share a Redis or PostgreSQL queue.`,
    )
  }
  return () => new Promise((resolve) => server.close(() => resolve()))
}

function socketAddress(name: string): string {
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return join(tmpdir(), `${name}.sock`)
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.unref()
    server.once('listening', () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(address)
  })
}

function isAlive(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** Where sockets are files, a dead owner leaves its one behind. */
async function listenAfresh(address: string): Promise<Server | undefined> {
  await rm(address, { force: true })
  return listen(address)
}

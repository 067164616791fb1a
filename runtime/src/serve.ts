import { spawn } from 'node:child_process'
import { RequestError, TransientError } from '@couveuse/shared/contract/problem'
import { pinoLogger } from './adapters/pino-logger.ts'
import { plainLines } from './adapters/plain-lines.ts'
import { type Config, readConfig } from './config.ts'
import { type Runtime, startRuntime } from './runtime.ts'

/**
 * Runs the product, or the part of it that `role` names (else COUVEUSE_ROLE), until it is told to stop: SIGINT or SIGTERM drain it, a second one ends it at once. Resolves with the
 * exit code.
 */
export async function serve(role?: string): Promise<number> {
  try {
    const config = readConfig(undefined, role === undefined ? {} : { COUVEUSE_ROLE: role })
    const write = process.stdout.isTTY ? plainLines((text) => process.stdout.write(text)) : undefined
    const log = pinoLogger({ level: config.logLevel, ...(write ? { write } : {}) })
    process.on('uncaughtExceptionMonitor', (error, origin) => {
      log.error({ error, origin }, `The runtime ends by an error nobody expected; nothing that was committed is lost.`)
    })
    // Before anything is opened: whoever is told to end while it starts ends in order too.
    const told = toldToEnd()
    const runtime = await startRuntime(config, { log })
    const mail = config.smtpUrl === undefined ? 'mail stays in the outbox page' : 'mail is sent'
    const part = config.role === 'all' ? 'Couveuse' : `The ${config.role} part of Couveuse`
    process.stdout.write(`${part} runs at ${runtime.url} (${mail}; data in ${dataOf(config)}). Ctrl-C ends it.\n`)
    if (config.isBrowserOpened) openBrowser(runtime.url)
    return await stopWhen(told, runtime)
  } catch (error) {
    if (!(error instanceof RequestError || error instanceof TransientError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

function dataOf({ postgresUrl, dataDir }: Config): string {
  if (postgresUrl === undefined) return dataDir
  const { host, pathname } = new URL(postgresUrl)
  return `postgres://${host}${pathname}`
}

/** The first signal to end; a second one ends the process at once. */
function toldToEnd(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isEnding = false
    const end = (signal: NodeJS.Signals): void => {
      if (isEnding) process.exit(130)
      isEnding = true
      resolve(signal)
    }
    process.on('SIGINT', end)
    process.on('SIGTERM', end)
    process.on('SIGHUP', end)
  })
}

async function stopWhen(told: Promise<NodeJS.Signals>, runtime: Runtime): Promise<number> {
  const signal = await told
  runtime.log.info({ signal }, 'Stopping: no new work is taken, what is on its way is awaited.')
  try {
    await runtime.stop()
    return 0
  } catch (error) {
    runtime.log.error({ error }, 'Stopping failed; nothing that was committed is lost.')
    return 1
  }
}

function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url]
  const opener = spawn(command ?? 'xdg-open', args, { stdio: 'ignore', detached: true })
  opener.on('error', () => process.stdout.write(`Open ${url} in your browser.\n`)) // no desktop here
  opener.unref()
}

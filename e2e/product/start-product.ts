import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addDuration, duration as durationOf } from '@couveuse/shared/time/duration'
import { formatInstant } from '@couveuse/shared/time/local-time'
import { type Order, type Word, wordSchema } from './orders.ts'

export interface ProductOptions {
  /** UTC ISO 8601 */
  readonly startAt: string
  /** begin with the demo workspace, or with an empty one */
  readonly isDemo: boolean
  /** where mail is sent to; undefined = captured */
  readonly smtpUrl?: string
}

/** A running product of its own: its file, its queue, its port, its clock. */
export interface Product {
  readonly url: string
  /** the virtual present, UTC ISO 8601 */
  now(): string
  /** Lets that much time pass, such as `P7D`; all that is due by then has happened when it resolves. */
  pass(duration: string): Promise<void>
  /** what it has logged so far */
  log(): string
  stop(): Promise<void>
}

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const ZONE = 'Europe/Paris'

/** Names the variable that tells where a new embedded queue lies ready to be copied; unset = each product makes its own. */
export const QUEUE_MOULD = 'COUVEUSE_E2E_QUEUE_MOULD'

/** Boots the product in a process and a folder of its own. Rejects with its last words where it does not come up. */
export async function startProduct({ startAt, isDemo, smtpUrl }: ProductOptions): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-e2e-'))
  const mould = process.env[QUEUE_MOULD]
  if (mould !== undefined) await cp(mould, join(folder, 'queue'), { recursive: true })
  let now = Date.parse(startAt)
  const child = fork(MAIN, [String(now)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      COUVEUSE_DATA: folder,
      COUVEUSE_NO_OPEN: '1',
      COUVEUSE_DEMO: isDemo ? '1' : '0',
      LOG_LEVEL: 'info',
      MAIL_FROM: 'Claire <claire@couveuse.example>',
      ...(smtpUrl === undefined ? {} : { SMTP_URL: smtpUrl }),
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const ended = once(child, 'exit')
  const next = async (): Promise<Word> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(([code]) => {
        throw new Error(`The product ended with exit code ${code}.\n${said}`)
      }),
    ])
    return wordSchema.parse(message)
  }

  const first = await next()
  if (first.type !== 'serves') throw new Error(`The product began with "${first.type}".`)
  return {
    url: first.url,
    now: () => formatInstant(now),
    async pass(duration) {
      const until = addDuration(now, durationOf(duration), ZONE)
      const answer = next()
      tell(child, { type: 'pass_time', until })
      await answer
      now = until
    },
    log: () => said,
    async stop() {
      tell(child, { type: 'stop' })
      const [code] = await ended
      await rm(folder, { recursive: true, force: true })
      if (code !== 0) throw new Error(`The product did not end well (exit code ${code}).\n${said}`)
    },
  }
}

const tell = (child: ChildProcess, order: Order): void => {
  child.send(order)
}

import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { PgPool, PgPoolClient, PgQueryResult } from 'bullmq'
import type { Report } from './backend.ts'
import { reasonOf } from './outage.ts'

const RETRY_CONNECT_MS = 500

/** What a guarded pool draws from: a `pg.Pool`, or the one session of PGlite. */
export type PgSource = Pick<PgPool, 'query' | 'connect'>

/**
 * The pool given to BullMQ's PostgreSQL backend, which by itself does not survive an outage (6.7.0): it takes only
 * ECONNREFUSED for a lost connection and asks again without a pause after any other error, and it remembers a failed
 * first connection for ever. So here every failed statement is such a lost connection, except BullMQ's own errors
 * (SQLSTATE BM…), and `connect` waits until there is a connection.
 */
export class GuardedPool extends EventEmitter implements PgPool {
  readonly #source: PgSource
  readonly #report: Report
  #abandoned = false

  constructor(source: PgSource, report: Report) {
    super()
    this.setMaxListeners(0)
    this.#source = source
    this.#report = report
  }

  // biome-ignore lint/suspicious/noExplicitAny: the default of the interface implemented here
  async query<R = any>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<R>> {
    try {
      return await this.#source.query<R>(text, params)
    } catch (error) {
      throw this.#guarded(error)
    }
  }

  async connect(): Promise<PgPoolClient> {
    for (;;) {
      try {
        return await this.#source.connect()
      } catch (error) {
        const lost = this.#guarded(error)
        if (this.#abandoned) throw lost
        await pause(RETRY_CONNECT_MS)
      }
    }
  }

  /** Nobody waits for a connection any longer. */
  abandon(): void {
    this.#abandoned = true
  }

  /** The source belongs to who opened it. */
  async end(): Promise<void> {
    this.abandon()
  }

  #guarded(error: unknown): unknown {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('BM')) return error
    this.#report(error)
    return Object.assign(new Error(`The queue did not answer: ${reasonOf(error)}`, { cause: error }), {
      code: 'ECONNREFUSED',
    })
  }
}

import { EventEmitter } from 'node:events'
import type { PgPoolClient, PgQueryable } from 'bullmq'

/** A client as BullMQ's PostgreSQL backend wants it: a worker's keeps listening for `notification` and `error`. */
export class PoolClient extends EventEmitter implements PgPoolClient {
  readonly query: PgQueryable['query']
  readonly release: (destroy?: boolean) => void

  constructor(query: PgQueryable['query'], release: (destroy?: boolean) => void) {
    super()
    this.setMaxListeners(0)
    this.query = query
    this.release = release
  }
}

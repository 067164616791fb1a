import { InvariantError, RequestError, TransientError } from '@couveuse/shared/contract/problem'
import pg from 'pg'
import { isOutside, isRepeatable, placeOf, translated } from './errors.ts'
import type { Sql } from './sql.ts'

export interface PostgresOptions {
  /** `postgres://user:password@host:5432/database` */
  readonly url: string
  /** connections at most; one more stands apart while messages are sent */
  readonly connections?: number
}

/** One connection, as statements see it. Several may be asked at once: they travel together and are answered in order. */
export interface Session {
  all<Bind extends readonly unknown[], Row>(statement: Sql<Bind, Row>, ...values: Bind): Promise<Row[]>
  get<Bind extends readonly unknown[], Row>(statement: Sql<Bind, Row>, ...values: Bind): Promise<Row | undefined>
  /** How many rows were changed. */
  run<Bind extends readonly unknown[], Row>(statement: Sql<Bind, Row>, ...values: Bind): Promise<number>
}

/** A transaction that stays open between calls; whoever opened it ends it, and the server ends it with the connection. */
export interface OpenTransaction {
  readonly session: Session
  commit(): Promise<void>
  rollback(): Promise<void>
}

export interface PostgresDatabase {
  /** `host:5432/database`, for messages */
  readonly place: string
  read<T>(work: (session: Session) => Promise<T>): Promise<T>
  /**
   * Runs work in one transaction, rolled back if it throws. Runs it again where the database asks for that: two
   * transactions that waited for each other.
   */
  write<T>(work: (session: Session) => Promise<T>): Promise<T>
  begin(): Promise<OpenTransaction>
  close(): Promise<void>
}

const CONNECT_WITHIN_MS = 5_000
const CONNECTIONS = 8
/** A transaction nobody goes on with would hold up others: the server ends it. */
const IDLE_TRANSACTION_MS = 60_000
const TRIES = 5

/** 64-bit integers and sums come as text; ours are instants and counts, all of them exact as numbers. */
const TEXTUAL_NUMBERS: readonly number[] = [pg.types.builtins.INT8, pg.types.builtins.NUMERIC]
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    TEXTUAL_NUMBERS.includes(oid) ? Number : pg.types.getTypeParser(oid, format),
}

/** How every connection to a store is made: lost ones are noticed within half a minute on both sides. */
export const connectionOptions = (url: string): pg.ClientConfig => ({
  connectionString: url,
  types,
  connectionTimeoutMillis: CONNECT_WITHIN_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  application_name: 'couveuse',
  options:
    '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c client_min_messages=warning',
})

/** Opens nothing yet: the first statement connects. */
export function openDatabase({ url, connections = CONNECTIONS }: PostgresOptions): PostgresDatabase {
  if (!URL.canParse(url))
    throw new RequestError(
      'wrong_setting',
      'DATABASE_URL is no address of a database: write postgres://user:password@host/database.',
    )
  const pool = new pg.Pool({
    ...connectionOptions(url),
    max: connections,
    pipeline: true,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
  })
  // A connection that breaks while nobody uses it is replaced by the next one; whoever uses it is told by its statement.
  const ignored = (): void => undefined
  pool.on('error', ignored)
  pool.on('connect', (client) => client.on('error', ignored))
  const place = placeOf(url)
  let isClosed = false
  let closing: Promise<void> | undefined

  async function connect(): Promise<pg.PoolClient> {
    if (isClosed) throw new InvariantError(`The store ${place} is closed.`)
    return pool.connect()
  }

  async function withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    let client: pg.PoolClient | undefined
    try {
      client = await connect()
      const result = await work(client)
      client.release()
      return result
    } catch (error) {
      client?.release(isOutside(error))
      throw translated(error, place)
    }
  }

  async function transaction<T>(client: pg.PoolClient, work: (session: Session) => Promise<T>): Promise<T> {
    const begun = client.query('BEGIN')
    try {
      const [result] = await Promise.all([work(sessionOf(client)), begun])
      await committed(client)
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch(ignored)
      throw error
    }
  }

  async function write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await withClient((client) => transaction(client, work))
      } catch (error) {
        if (tries >= TRIES || !isRepeatable(error)) throw error
      }
    }
  }

  async function begin(): Promise<OpenTransaction> {
    let client: pg.PoolClient
    try {
      client = await connect()
      await client.query('BEGIN')
    } catch (error) {
      throw translated(error, place)
    }
    let isOver = false
    const end = async (how: (client: pg.PoolClient) => Promise<unknown>): Promise<void> => {
      if (isOver) return
      isOver = true
      try {
        await how(client)
        client.release()
      } catch (error) {
        client.release(true)
        throw translated(error, place)
      }
    }
    return {
      session: translatingSession(sessionOf(client), place),
      commit: () => end(committed),
      rollback: () => end((one) => one.query('ROLLBACK')),
    }
  }

  return {
    place,
    read: (work) => withClient((client) => work(sessionOf(client))),
    write,
    begin,
    close() {
      isClosed = true
      closing ??= pool.end()
      return closing
    },
  }
}

/** A COMMIT of a transaction in which something failed answers ROLLBACK, and no error. */
async function committed(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT')
  if (command !== 'COMMIT') throw new TransientError('The transaction was rolled back by the database.')
}

export function sessionOf(client: pg.ClientBase): Session {
  async function ask<Bind extends readonly unknown[], Row>({ name, text, rowMode }: Sql<Bind, Row>, values: Bind) {
    const asked = { text, values: [...values], ...(name !== undefined && { name }), ...(rowMode && { rowMode }) }
    const result = await client.query(asked)
    // Rows are taken at the word of the statement.
    const rows: Row[] = result.rows
    return { rows, count: result.rowCount ?? 0 }
  }
  return {
    all: async (statement, ...values) => (await ask(statement, values)).rows,
    get: async (statement, ...values) => (await ask(statement, values)).rows[0],
    run: async (statement, ...values) => (await ask(statement, values)).count,
  }
}

function translatingSession(session: Session, place: string): Session {
  const translating = <T>(asked: Promise<T>): Promise<T> =>
    asked.catch((error: unknown) => {
      throw translated(error, place)
    })
  return {
    all: (statement, ...values) => translating(session.all(statement, ...values)),
    get: (statement, ...values) => translating(session.get(statement, ...values)),
    run: (statement, ...values) => translating(session.run(statement, ...values)),
  }
}

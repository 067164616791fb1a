import { TransientError } from '@couveuse/shared/contract/problem'
import pg from 'pg'
import { connectionOptions, sessionOf } from './database.ts'
import { placeOf, translated } from './errors.ts'
import { sql } from './sql.ts'

/** Stands for "a process that sends" among the advisory locks; the second number is which. */
export const SENDER_LOCKS = 1_668_248_950

const NUMBER = sql<[], { number: number }>("SELECT nextval('senders') AS number")
const LOCK = sql<[number, number], { isOurs: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS "isOurs"')

/**
 * This process among those that send: a number of its own, and a lock under that number over a connection of its own. The
 * server gives the lock back when the process is gone, however it went, and only then is unknown what it was sending.
 */
export interface Sender {
  /** Holds the lock when it resolves; without it nothing may be taken, because nobody would notice our end. */
  number(): Promise<number>
  close(): Promise<void>
}

export function openSender(url: string): Sender {
  const place = placeOf(url)
  let number: number | undefined
  let connecting: Promise<pg.Client> | undefined
  let isClosed = false

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...connectionOptions(url), application_name: 'couveuse-sender' })
    const lost = (): void => {
      connecting = undefined
    }
    client.on('error', lost)
    client.on('end', lost)
    try {
      await client.connect()
      const session = sessionOf(client)
      number ??= (await session.get(NUMBER))?.number
      const held = await session.get(LOCK, SENDER_LOCKS, number ?? 0)
      if (!held?.isOurs) throw new TransientError(`The database ${place} still holds our place from before.`)
      return client
    } catch (error) {
      connecting = undefined
      await client.end().catch(() => undefined)
      throw translated(error, place)
    }
  }

  return {
    async number() {
      if (isClosed) throw new TransientError(`The store ${place} is being closed.`)
      connecting ??= connect()
      await connecting
      return number ?? 0
    },
    async close() {
      isClosed = true
      const client = await connecting?.catch(() => undefined)
      await client?.end().catch(() => undefined)
    },
  }
}

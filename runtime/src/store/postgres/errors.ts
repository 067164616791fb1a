import { RequestError, TransientError } from '@couveuse/shared/contract/problem'
import pg from 'pg'

/** What the server says about its surroundings rather than about us: trying again later may help. By SQLSTATE, or its class. */
const OUTSIDE: Readonly<Record<string, string>> = {
  '08': 'lost the connection',
  '25P03': 'waited too long for us to go on',
  '40': 'asked for another try too often',
  '53100': 'has no room left on its disk: make room, nothing was half-written',
  '53': 'has too little of something (connections, memory): look at its settings',
  '55P03': 'is locked by somebody else',
  '57': 'is stopping or was told to stop this',
  '58': 'cannot read or write its disk',
}
/** Two transactions that waited for each other, or that met in the same row: one of them is to be run again. */
const REPEATABLE: readonly string[] = ['40001', '40P01']
/** The operator has to mend the address or the rights. */
const REFUSED: readonly string[] = ['28000', '28P01', '3D000', '42501']

const AWAY = 'cannot be reached: start its server, or correct DATABASE_URL'
const BROKEN = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_)/

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

function outsideOf(error: unknown): string | undefined {
  const code = codeOf(error)
  if (error instanceof pg.DatabaseError) return OUTSIDE[code] ?? OUTSIDE[code.slice(0, 2)]
  if (BROKEN.test(code)) return AWAY
  // The driver has no codes for these.
  if (
    error instanceof Error &&
    /^(Connection terminated|Client has encountered|timeout exceeded|Client was closed)/.test(error.message)
  )
    return AWAY
  return undefined
}

/** The surroundings fail, whatever is being written: nothing is to be concluded about it. */
export const isOutside = (error: unknown): boolean => error instanceof TransientError || outsideOf(error) !== undefined

export const isRepeatable = (error: unknown): boolean => {
  const cause = error instanceof TransientError ? error.cause : error
  return cause instanceof pg.DatabaseError && REPEATABLE.includes(codeOf(cause))
}

export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '23505'

/** The error in the families of the product, or as it is. */
export function translated(error: unknown, place: string): unknown {
  if (error instanceof TransientError || error instanceof RequestError) return error
  const outside = outsideOf(error)
  const told = error instanceof Error ? error.message : String(error)
  if (outside) return new TransientError(`The database ${place} ${outside} (${told}).`, { cause: error })
  if (error instanceof pg.DatabaseError && REFUSED.includes(codeOf(error)))
    return new RequestError(
      'database_refused',
      `The database ${place} does not let us in (${told}): correct DATABASE_URL, or have the database and the rights made.`,
    )
  return error
}

/** `host:5432/database`: an address without what is secret in it. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

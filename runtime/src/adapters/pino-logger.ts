import { pino } from 'pino'
import type { Logger } from '../ports/logger.ts'

/** Fields that may hold what belongs to a person; they are told at `debug` alone. */
const PERSONAL = ['to', 'from', 'email', 'phone', 'contact', 'subject', 'text', 'html', 'body', 'url', 'recipient']

/** JSON lines on stdout. An `error` field is written with its cause, but without an e-mail's or a row's content. */
export function pinoLogger(options: {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly write?: (line: string) => void
}): Logger {
  const destination = options.write ? { write: options.write } : process.stdout
  const out = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
      serializers: { error: describeError },
    },
    destination,
  )
  const plain =
    (level: 'info' | 'warn' | 'error') =>
    (fields: object, message: string): void =>
      out[level](withoutPersonal(fields), message)
  return {
    debug: (fields, message) => out.debug(fields, message),
    info: plain('info'),
    warn: plain('warn'),
    error: plain('error'),
  }
}

function withoutPersonal(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !PERSONAL.includes(name)))
}

interface ErrorText {
  readonly name: string
  readonly message: string
  readonly code?: string
  readonly stack?: string
  readonly cause?: ErrorText
}

function describeError(error: unknown): ErrorText | string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const cause = error.cause === undefined ? undefined : describeError(error.cause)
  return {
    name: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(typeof cause === 'object' ? { cause } : {}),
  }
}

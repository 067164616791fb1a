import { pino } from 'pino'
import type { Logger } from '../ports/logger.ts'

/** Fields that may hold what belongs to a person; they are told at `debug` alone. */
const PERSONAL = ['to', 'from', 'email', 'phone', 'contact', 'subject', 'text', 'html', 'body', 'url', 'recipient']

/**
 * What slips into a sentence or an error all the same: providers like to quote addresses (`550 <ada@example.com> unknown`).
 * A package in a stack (`zod@4.6.7`) ends in no letters; phone numbers are looked for in E.164.
 */
const ADDRESS = /[\w.!#$%&'*+=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/gi
const NUMBER = /\+[1-9]\d{7,14}\b/g

type Say = (text: string) => string
const asItIs: Say = (text) => text
const withoutAddresses: Say = (text) => text.replace(ADDRESS, '<address>').replace(NUMBER, '<number>')

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
      serializers: { error: (error: unknown) => (error instanceof Error ? describeError(error, asItIs) : error) },
    },
    destination,
  )
  const plain =
    (level: 'info' | 'warn' | 'error') =>
    (fields: object, message: string): void =>
      out[level](withoutPersonal(fields), withoutAddresses(message))
  return {
    debug: (fields, message) => out.debug(fields, message),
    info: plain('info'),
    warn: plain('warn'),
    error: plain('error'),
  }
}

function withoutPersonal(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !PERSONAL.includes(name))
      .map(([name, value]) => [name, name === 'error' ? describeError(value, withoutAddresses) : scrubbed(value)]),
  )
}

function scrubbed(value: unknown): unknown {
  if (typeof value === 'string') return withoutAddresses(value)
  return Array.isArray(value) ? value.map(scrubbed) : value
}

interface ErrorText {
  readonly name: string
  readonly message: string
  readonly code?: string
  readonly stack?: string
  readonly cause?: ErrorText
}

function describeError(error: unknown, say: Say): ErrorText | string {
  if (!(error instanceof Error)) return say(String(error))
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const cause = error.cause === undefined ? undefined : describeError(error.cause, say)
  return {
    name: error.name,
    message: say(error.message),
    ...(code === undefined ? {} : { code }),
    ...(error.stack === undefined ? {} : { stack: say(error.stack) }),
    ...(typeof cause === 'object' ? { cause } : {}),
  }
}

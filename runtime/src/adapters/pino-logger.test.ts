import { expect, it } from 'vitest'
import { pinoLogger } from './pino-logger.ts'
import { plainLines } from './plain-lines.ts'

it('what belongs to a person is told at debug alone', () => {
  const lines: string[] = []
  const log = pinoLogger({ level: 'debug', write: (line) => lines.push(line) })
  log.info({ key: 'c1.1:2:1', to: 'ada@example.com', subject: 'Hello Ada', email: 'ada@example.com' }, 'sent')
  log.debug({ to: 'ada@example.com' }, 'looked at')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', key: 'c1.1:2:1', msg: 'sent' })
  expect(lines[0]).not.toContain('ada@example.com')
  expect(lines[0]).not.toContain('Hello')
  expect(lines[1]).toContain('ada@example.com')
})

it('an address or a number in a sentence, a list or an error is blotted out; packages and versions are not', () => {
  const lines: string[] = []
  const log = pinoLogger({ level: 'info', write: (line) => lines.push(line) })
  const cause = new Error('550 <ada.l+x@mail.example.com> unknown, call +33612345678')
  log.error({ error: new Error('at zod@4.6.7', { cause }), keys: ['ada@example.com'] }, 'ada@example.com: no.')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    msg: '<address>: no.',
    keys: ['<address>'],
    error: { message: 'at zod@4.6.7', cause: { message: '550 <<address>> unknown, call <number>' } },
  })
  expect(lines[0]).not.toMatch(/ada[@.]|3361/)
})

it('an error is told with its cause and code', () => {
  const lines: string[] = []
  const log = pinoLogger({ level: 'info', write: (line) => lines.push(line) })
  const cause = Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' })
  log.error({ error: new Error('commit failed', { cause }) }, 'No.')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'error',
    error: { message: 'commit failed', cause: { message: 'disk full', code: 'SQLITE_FULL' } },
  })
})

it('at a terminal a line says when, how bad and what', () => {
  const lines: string[] = []
  const log = pinoLogger({ level: 'info', write: plainLines((text) => lines.push(text)) })
  log.warn({ queue: 'run' }, 'The queue is away.')
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d warn {2}The queue is away\.\n$/)
})

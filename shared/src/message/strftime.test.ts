import fc from 'fast-check'
import { Liquid } from 'liquidjs'
import { describe, expect, test } from 'vitest'
import { toLocal } from '../time/local-time.ts'
import { namesFor, strftime } from './strftime.ts'

const oracle = new Liquid({ locale: 'en-US', timezoneOffset: 0 })
const write = (at: number, format: string) =>
  strftime({ at, local: toLocal(at, 'UTC'), offset: 0 }, format, namesFor('en'))

/** liquidjs shifts the clock of the machine, which stumbles where that clock changes: instants stay away from spring and autumn. */
const instant = fc
  .integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) })
  .filter((at) => [0, 1, 5, 6, 7, 11].includes(new Date(at).getUTCMonth()))
  // liquidjs reads numbers as seconds, and some milliseconds do not survive the way there and back.
  .filter((at) => (at / 1000) * 1000 === at)

describe('dates are written as liquidjs writes them', () => {
  test.each([...'aAbBCdeHIjklLmMNpPqsSuUwWyYtn%'])('%%%s, with every flag and width', (letter) => {
    fc.assert(
      fc.property(instant, fc.constantFrom('', '-', '_', '0', '^', '#', '-^', '12', '_5', '05'), (at, flags) => {
        const format = `[%${flags}${letter}]`
        // seconds with a fraction keep the milliseconds: liquidjs reads numbers as seconds
        expect(write(at, format)).toBe(oracle.parseAndRenderSync('{{ at | date: format }}', { at: at / 1000, format }))
      }),
      { numRuns: 60 },
    )
  })

  test('an unknown directive stays as it is', () => {
    expect(write(0, '%Q %! 100%')).toBe('%Q %! 100%')
  })

  test('offsets east and west, with and without a colon', () => {
    const moment = { at: 0, local: toLocal(0, 'UTC') }
    expect(strftime({ ...moment, offset: 330 }, '%z %:z', namesFor('en'))).toBe('+0530 +05:30')
    expect(strftime({ ...moment, offset: -150 }, '%z %Z', namesFor('en'))).toBe('-0230 -0230')
  })
})

import { scheduleProblem } from '@couveuse/shared/time/schedule'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cronOf, readCron } from './cron-form.ts'

const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const plain = fc.oneof(
  fc.record({ every: fc.constant('day' as const), at: time, day: fc.constant('mon') }),
  fc.record({ every: fc.constant('week' as const), at: time, day: fc.constantFrom('mon', 'wed', 'sun') }),
  fc.record({ every: fc.constant('month' as const), at: time, day: fc.integer({ min: 1, max: 28 }).map(String) }),
)

describe('a plain schedule', () => {
  it('is a cron that reads back as itself, and one that check accepts', () => {
    fc.assert(
      fc.property(plain, (schedule) => {
        expect(readCron(cronOf(schedule))).toEqual(schedule)
        expect(scheduleProblem({ cron: cronOf(schedule) })).toBeUndefined()
      }),
    )
  })

  it.each(['*/5 * * * *', '0 9 1,15 * *', '0 9 31 * *', '0 9 * 1 *', '0 9 1 * mon', '99 9 * * *', 'nonsense'])(
    'is not made of %s, which stays a cron',
    (cron) => expect(readCron(cron)).toBeUndefined(),
  )
})

import { describe, expect, it } from 'vitest'
import { testClock } from '../adapters/test-clock.ts'
import { recordingLog } from '../testing/recording-log.ts'
import { watchTrouble } from './trouble.ts'

describe('what fails every second', () => {
  it('is told when it begins, once a minute and when it is over; the next time it is told anew', () => {
    const clock = testClock(0)
    const log = recordingLog()
    const trouble = watchTrouble({ clock, log }, 'Writing')
    trouble.worked()
    for (let second = 0; second < 130; second += 1) {
      trouble.failed(new Error('full'), { lane: 'email' }, 'It cannot be written.')
      clock.moveBy(1000)
    }
    trouble.worked()
    trouble.worked()
    trouble.failed(new Error('full'), {}, 'It cannot be written.')
    expect(log.lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'error It cannot be written.',
      'error It cannot be written. It has failed 61 times in 60 s.',
      'error It cannot be written. It has failed 121 times in 120 s.',
      'info Writing works again after 130 s.',
      'error It cannot be written.',
    ])
    expect(log.lines[0]?.fields).toEqual({ error: new Error('full'), lane: 'email' })
  })
})

import { describe, expect, it } from 'vitest'
import type { StepOf } from '../step-view.ts'
import { newEntry, withEvent, withWhat } from './entry.ts'

const step: StepOf<'listen'> = { kind: 'listen', for: [{ outlet: 'clicked', event: 'email_clicked' }], timeout: 'P7D' }

describe('a way out of a listening step', () => {
  it('is called after what is waited for, as long as nobody gave it a name', () => {
    expect(withEvent(step, 0, 'sms_replied')).toEqual({ outlet: 'answered', event: 'sms_replied' })
    expect(withEvent(step, 0, 'demo_asked')).toEqual({ outlet: 'demo-asked', event: 'demo_asked' })
  })

  it('keeps the name somebody gave it', () => {
    const named = { ...step, for: [{ outlet: 'interested', event: 'email_clicked' }] }
    expect(withEvent(named, 0, 'sms_replied').outlet).toBe('interested')
  })

  it('never has the name of another, nor of the timeout', () => {
    expect(newEntry(step)).toEqual({ outlet: 'clicked-2', event: 'email_clicked' })
    expect(withEvent(step, 0, 'timeout').outlet).toBe('timeout-2')
  })

  it('waits for a condition instead, and forgets what only an event has', () => {
    const about = { ...step, for: [{ outlet: 'clicked', event: 'email_clicked', of: 'hello' }] }
    expect(withWhat(about, 0, 'when')).toEqual({
      outlet: 'condition',
      when: { combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] },
    })
  })
})

import { describe, expect, it } from 'vitest'
import { type ActDraft, deedOf, emptyAct, readValue, valueText } from './act-draft.ts'

const deed = (part: Partial<ActDraft>) => deedOf({ ...emptyAct, ...part })

describe('something spelled out', () => {
  it('is an event with typed properties, about a message', () => {
    const properties = { url: '/pricing', amount: '12.5', code: '007', yes: 'true', list: '["a"]' }
    expect(deed({ event: ' page_viewed ', of: 'welcome', properties, isMachine: true })).toEqual({
      event: 'page_viewed',
      properties: { url: '/pricing', amount: 12.5, code: '007', yes: true, list: ['a'] },
      of: 'welcome',
      machine: true,
    })
    expect(deed({ event: '  ' })).toBeUndefined()
  })

  it('is a change of the contact, names of the field table directly and others as attributes', () => {
    expect(
      deed({
        kind: 'change',
        stage: 'mql',
        consentEmail: 'denied',
        attributes: { city: 'Lyon', employees: '500', phone: '' },
        account: { revenue: '12' },
        tags: ['vip'],
      }),
    ).toEqual({
      set: {
        city: 'Lyon',
        phone: null,
        attributes: { employees: 500 },
        account: { revenue: 12 },
        consent: { email: 'denied' },
        stage: 'mql',
        tags: ['vip'],
      },
    })
    expect(deed({ kind: 'change' })).toBeUndefined()
  })

  it('is an answer of sales, with a reason or an amount where it has one', () => {
    expect(deed({ kind: 'sales', sales: 'return', reason: 'no_budget', amount: 3 })).toEqual({
      handoff: 'return',
      reason: 'no_budget',
    })
    expect(deed({ kind: 'sales', sales: 'won', amount: 1200 })).toEqual({ handoff: 'won', amount: 1200 })
    expect(deed({ kind: 'sales', sales: 'lost' })).toEqual({ handoff: 'lost' })
  })

  it('is a task done or something done with the flow', () => {
    expect(deed({ kind: 'task' })).toEqual({ task: 'done' })
    expect(deed({ kind: 'task', task: 'call' })).toEqual({ task: 'done', of: 'call' })
    expect(deed({ kind: 'flow', flow: 'resumeSkip' })).toEqual({ resume: 'skip' })
  })
})

describe('a value as it is typed', () => {
  it.each([
    ['12', 12],
    ['-0.5', -0.5],
    ['true', true],
    ['"12"', '12'],
    ['[1,2]', [1, 2]],
    ['{"a":1}', { a: 1 }],
    ['007', '007'],
    ['1e9', '1e9'],
    ['[broken', '[broken'],
    ['{x}', '{x}'],
    ['hello', 'hello'],
    ['', ''],
  ])('%s is read', (text, value) => {
    expect(readValue(text)).toEqual(value)
  })

  it.each([[12], [true], ['12'], ['true'], ['hello'], [['a']], [{ a: 1 }], ['']])(
    '%j is written so that it reads back',
    (value) => {
      expect(readValue(valueText(value))).toEqual(value)
    },
  )
})

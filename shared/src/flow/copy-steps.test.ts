import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flowArbitrary } from '../testing/flow-arbitrary.ts'
import { aFlow } from '../testing/flow-builder.ts'
import { copySteps, duplicateSteps, pasteSteps, readClip } from './copy-steps.ts'
import { readFlow } from './schema.ts'

const flow = aFlow(
  {
    mail: { kind: 'email', message: 'm', next: { sent: 'ears' } },
    ears: {
      kind: 'listen',
      for: [{ outlet: 'clicked', event: 'email_clicked', of: 'mail' }],
      timeout: 'P7D',
      next: { clicked: 'fork', timeout: 'bye' },
    },
    fork: {
      kind: 'branch',
      paths: [
        {
          outlet: 'again',
          name: 'Again',
          when: {
            combinator: 'and',
            rules: [
              { field: 'visits.mail', operator: '<', value: 3 },
              { field: 'event.x', operator: 'happened', value: { of: 'mail' } },
            ],
          },
        },
      ],
      next: { again: 'back', else: 'bye' },
    },
    back: { kind: 'nurture', step: 'mail' },
    bye: { kind: 'end', reason: 'x', outcome: 'neutral' },
  },
  { layout: { mail: [0, 0], ears: [0, 140] } },
)

describe('copied steps', () => {
  test('keep the connections among them and lose those that lead out', () => {
    const { flow: copied, ids } = duplicateSteps(flow, ['mail', 'ears'], [20, 30])
    expect(ids).toEqual(['mail-2', 'ears-2'])
    expect(copied.steps['mail-2']).toEqual({ kind: 'email', message: 'm', next: { sent: 'ears-2' } })
    expect(copied.steps['ears-2']).not.toHaveProperty('next')
    expect(copied.layout).toMatchObject({ 'mail-2': [20, 30], 'ears-2': [20, 170] })
  })

  test('speak of each other by their new ids: of, visits and the step to return to', () => {
    const { flow: copied } = duplicateSteps(flow, ['mail', 'ears', 'fork', 'back'], [0, 0])
    expect(copied.steps['ears-2']).toMatchObject({ for: [{ of: 'mail-2' }] })
    expect(copied.steps['fork-2']).toMatchObject({
      paths: [{ when: { rules: [{ field: 'visits.mail-2' }, { value: { of: 'mail-2' } }] } }],
    })
    expect(copied.steps['back-2']).toMatchObject({ step: 'mail-2' })
  })

  test('still speak of steps that were not copied', () => {
    expect(duplicateSteps(flow, ['ears'], [0, 0]).flow.steps['ears-2']).toMatchObject({ for: [{ of: 'mail' }] })
  })

  test('count on from the number of a copy', () => {
    const twice = duplicateSteps(duplicateSteps(flow, ['mail'], [0, 0]).flow, ['mail-2'], [0, 0])
    expect(twice.ids).toEqual(['mail-3'])
  })

  test('travel through the clipboard into another flow, and start it where it is empty', () => {
    const clip = readClip(JSON.stringify(copySteps(flow, ['mail', 'ears'])))
    const empty = { ...aFlow({ x: { kind: 'score', reason: 'x' } }), steps: {}, start: '' }
    const pasted = clip && pasteSteps(empty, clip, [0, 0])
    expect(pasted?.ids).toEqual(['mail', 'ears'])
    expect(pasted?.flow.start).toBe('mail')
  })

  test.each([
    '',
    'hello',
    '[]',
    '{"couveuse":"steps"}',
    '{"couveuse":"steps","steps":{"a":{"kind":"x"}},"layout":{}}',
    '{"__proto__":1}',
  ])('are not found in other text: %s', (text) => {
    expect(readClip(text)).toBeUndefined()
  })

  test('of any flow leave a flow that can be read', () => {
    fc.assert(
      fc.property(flowArbitrary, (any) => {
        const { flow: copied, ids } = duplicateSteps(any, Object.keys(any.steps), [1, 1])
        expect(Object.keys(copied.steps)).toEqual([...Object.keys(any.steps), ...ids])
        expect(readFlow(copied).ok).toBe(true)
      }),
    )
  })
})

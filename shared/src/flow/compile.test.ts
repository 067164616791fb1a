import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kindOf } from '../kinds/registry.ts'
import { flowArbitrary } from '../testing/flow-arbitrary.ts'
import { aFlow } from '../testing/flow-builder.ts'
import { compileFlow } from './compile.ts'

const when = (field: string, operator: string, value?: unknown) => ({
  combinator: 'and',
  rules: [{ field, operator, value }],
})

describe('a compiled flow', () => {
  test('leads by the drawn outlet, else by the one it falls through to (fine print 37)', () => {
    const compiled = compileFlow(
      aFlow({
        mail: { kind: 'email', message: 'm', next: { sent: 'bye' } },
        bye: { kind: 'end', reason: 'x', outcome: 'neutral' },
      }),
      3,
    )
    expect(compiled).toMatchObject({ key: 'a-flow', version: 3 })
    expect(compiled.edge('mail', 'sent')).toBe('bye')
    expect(compiled.edge('mail', 'blocked')).toBe('bye')
    expect(compiled.isDrawn('mail', 'blocked')).toBe(false)
    expect(compiled.edge('bye', 'done')).toBeUndefined()
    expect(compiled.edge('nowhere', 'done')).toBeUndefined()
  })

  test('knows nothing by the names every object has', () => {
    const compiled = compileFlow(aFlow({ a: { kind: 'score', reason: 'x' } }), 1)
    expect(compiled.steps.get('constructor')).toBeUndefined()
    expect(compiled.isDrawn('a', 'constructor')).toBe(false)
    expect(compiled.edge('a', 'toString')).toBeUndefined()
  })

  test('watches the events its conditions count and its steps wait for, not those that only trigger', () => {
    const flow = aFlow(
      {
        ears: {
          kind: 'listen',
          timeout: 'P7D',
          for: [
            { outlet: 'a', event: 'email_clicked' },
            { outlet: 'b', when: when('event.video_seen', 'happened') },
          ],
        },
        fork: { kind: 'branch', paths: [{ outlet: 'a', name: 'A', when: when('event.page_viewed', 'notHappened') }] },
      },
      {
        entry: [{ on: 'event', event: 'form_submitted', where: when('form', '=', 'paper') }],
        audience: when('event.unsubscribed', 'notHappened'),
        goal: [{ event: 'order_placed' }, { when: when('event.demo_booked', 'happened') }],
      },
    )
    const compiled = compileFlow(flow, 1)
    expect([...compiled.watchedEvents].sort()).toEqual([
      'demo_booked',
      'email_clicked',
      'page_viewed',
      'unsubscribed',
      'video_seen',
    ])
    expect(compiled.conditions).toHaveLength(4)
  })

  test('is what the flow says, for every step and outlet there could be', () => {
    fc.assert(
      fc.property(flowArbitrary, (flow) => {
        const compiled = compileFlow(flow, 1)
        expect([...compiled.steps.keys()]).toEqual(Object.keys(flow.steps))
        for (const [id, step] of Object.entries(flow.steps)) {
          const { fallThrough } = kindOf(step)
          const next = new Map(Object.entries(step.next ?? {}))
          for (const outlet of [...kindOf(step).outlets(step), 'stray', 'constructor']) {
            const instead = Object.hasOwn(fallThrough, outlet) ? fallThrough[outlet] : undefined
            expect(compiled.isDrawn(id, outlet)).toBe(next.has(outlet))
            expect(compiled.edge(id, outlet)).toBe(next.get(outlet) ?? (instead && next.get(instead)))
          }
        }
      }),
    )
  })
})

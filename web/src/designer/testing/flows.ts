import { type Flow, flowSchema, type Step } from '@couveuse/shared/flow/schema'
import fc from 'fast-check'

/** A flow of the given steps, each leading to what its `next` says; the first one is the start. */
export function flowOf(steps: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}): Flow {
  return flowSchema.parse({ dsl: 1, key: 'sample', name: 'Sample', start: Object.keys(steps)[0] ?? '', steps, ...more })
}

/** Welcome, wait, branch into a hand-off and an end. */
export function smallFlow(): Flow {
  return flowOf({
    welcome: { kind: 'email', label: 'Welcome', message: 'welcome', next: { sent: 'pause' } },
    pause: { kind: 'wait', for: 'P3D', next: { done: 'ripe' } },
    ripe: {
      kind: 'branch',
      label: 'Ripe?',
      paths: [
        {
          outlet: 'yes',
          name: 'Yes',
          when: { combinator: 'and', rules: [{ field: 'score.total', operator: '>=', value: 60 }] },
        },
      ],
      next: { yes: 'sales', else: 'bye' },
    },
    sales: { kind: 'handoff', team: 'inside-sales', routing: 'owner', sla: { accept: 'PT4H' }, brief: '' },
    bye: { kind: 'end', reason: 'cold', outcome: 'neutral' },
  })
}

const kinds: readonly (() => Step)[] = [
  () => ({ kind: 'email', message: 'welcome' }),
  () => ({ kind: 'score', engagement: 5, reason: 'x' }),
  () => ({ kind: 'listen', for: [{ outlet: 'clicked', event: 'email_clicked' }], timeout: 'P7D' }),
  () => ({ kind: 'handoff', team: 'sales', routing: 'owner', sla: { accept: 'PT4H' }, brief: '' }),
  () => ({ kind: 'end', reason: 'x', outcome: 'neutral' }),
]
const outlets: Readonly<Record<string, readonly string[]>> = {
  email: ['sent', 'blocked'],
  score: ['done'],
  listen: ['clicked', 'timeout'],
  handoff: ['accepted', 'returned', 'won', 'lost', 'expired'],
  end: [],
}

/** Any drawing: every outlet leads anywhere or nowhere, back and to itself as well. */
export const anyFlow: fc.Arbitrary<Flow> = fc
  .array(
    fc.record({
      kind: fc.nat(kinds.length - 1),
      targets: fc.array(fc.option(fc.nat(40), { nil: undefined }), { minLength: 5, maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((drawn) =>
    flowOf(
      Object.fromEntries(
        drawn.map(({ kind, targets }, index) => {
          const step = kinds[kind]?.() ?? { kind: 'end', reason: '', outcome: 'neutral' }
          const next = (outlets[step.kind] ?? []).flatMap((outlet, at) => {
            const target = targets[at]
            return target === undefined ? [] : [[outlet, `s${target % drawn.length}`]]
          })
          return [`s${index}`, { ...step, ...(next.length > 0 ? { next: Object.fromEntries(next) } : {}) }]
        }),
      ),
    ),
  )

import type { Trigger } from '@couveuse/shared/flow/triggers'

export const triggerKinds = ['event', 'segment', 'score', 'stage', 'date', 'schedule', 'returned'] as const

/** A trigger of each kind as it is first shown (FLOW-DSL §2). */
export const newTriggers: { readonly [On in Trigger['on']]: () => Extract<Trigger, { on: On }> } = {
  event: () => ({ on: 'event', event: 'form_submitted' }),
  segment: () => ({ on: 'segment', segment: '', change: 'entered' }),
  schedule: () => ({ on: 'schedule', cron: '0 9 * * mon', segment: '' }),
  date: () => ({ on: 'date', attribute: '', offset: '-P30D', at: '09:00' }),
  score: () => ({ on: 'score', of: 'total', crosses: 50 }),
  stage: () => ({ on: 'stage', becomes: 'mql' }),
  returned: () => ({ on: 'returned' }),
}

import { describe, expect, test } from 'vitest'
import { anEnvironment, BROKEN_TEMPLATE } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { notify } from './definition.ts'

const step = { to: 'owner' as const, subject: '{{ contact.firstName }} is hot', body: 'Call {{ contact.firstName }}' }

stepKindSuite(notify, [
  step,
  { to: { team: 'emea' }, subject: 'x', body: 'y' },
  { to: { user: 'ana' }, subject: 'x', body: 'y' },
  { to: { email: 'sales@example.com' }, subject: 'x', body: 'y' },
])

describe('a notify step', () => {
  test('tells the owner, without asking for any permission', () => {
    const env = anEnvironment({ permission: () => ({ type: 'blocked', to: '', reason: 'consent' }) })
    expect(notify.enter(step, env)).toEqual({
      type: 'leave',
      outlet: 'done',
      actions: [{ type: 'notify', to: 'ana@example.com', message: { subject: 'Ada is hot', text: 'Call Ada' } }],
    })
    expect(notify.isActing).toBe(false)
  })

  test('tells a team, a person or an address', () => {
    const told = [{ team: 'emea' }, { user: 'bo' }, { email: 'sales@example.com' }].map((to) =>
      notify.enter({ ...step, to }, anEnvironment()),
    )
    expect(told).toMatchObject(['team:emea', 'bo', 'sales@example.com'].map((to) => ({ actions: [{ to }] })))
  })

  test('quarantines on a broken template', () => {
    expect(notify.enter({ ...step, body: BROKEN_TEMPLATE }, anEnvironment())).toMatchObject({ code: 'template_error' })
  })

  test('check refuses what is no address, and knows the team it names', () => {
    expect(notify.check?.({ ...step, to: { email: 'sales' } })).toMatchObject([
      { code: 'bad_address', field: 'to.email' },
    ])
    expect(notify.mentions({ ...step, to: { team: 'emea' } }).teams).toEqual([{ field: 'to.team', team: 'emea' }])
  })

  test('is described with whom it tells', () => {
    expect(notify.describe(step, 'en')).toBe('Tell the owner: “{{ contact.firstName }} is hot”')
    expect(notify.describe({ ...step, to: { team: 'emea' } }, 'fr')).toContain('Prévenir l’équipe emea')
  })
})

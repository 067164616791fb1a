import { describe, expect, test } from 'vitest'
import { anEnvironment, BROKEN_TEMPLATE, type World } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import type { UpdateParams } from './change-set.ts'
import { update } from './definition.ts'

stepKindSuite(update, [
  {
    set: {
      city: 'Lyon',
      greeting: 'Hi {{ contact.firstName }}',
      age: 42,
      optIn: true,
      interests: ['erp', 'crm'],
      old: null,
    },
  },
  { stage: 'mql', addTags: ['hot'], removeTags: ['cold'], addLists: ['news'], removeLists: ['trial'] },
])

const types = { age: 'number', optIn: 'boolean', renewalDate: 'date', interests: 'set', note: 'text' } as const
const isDeclared = (name: string): name is keyof typeof types => Object.hasOwn(types, name)
const declared: World = { attributeType: (name) => (isDeclared(name) ? types[name] : undefined) }
const changed = (params: UpdateParams, world: World = declared) => {
  const outcome = update.enter(params, anEnvironment(world))
  return outcome.type === 'leave' && outcome.actions?.[0]?.type === 'change_contact'
    ? outcome.actions[0].change
    : outcome
}

describe('an update step', () => {
  test('is one change set', () => {
    expect(
      update.enter({ set: { city: 'Lyon' }, stage: 'mql', addTags: ['hot'], removeLists: ['trial'] }, anEnvironment()),
    ).toEqual({
      type: 'leave',
      outlet: 'done',
      actions: [
        {
          type: 'change_contact',
          change: { fields: { city: 'Lyon' }, stage: 'mql', addTags: ['hot'], removeLists: ['trial'] },
        },
      ],
    })
  })

  test('renders every text and converts it by the declared type (fine print 111)', () => {
    const set = {
      age: ' 42.5 ',
      optIn: 'TRUE',
      renewalDate: ' 2026-12-01 ',
      interests: 'erp, crm; erp',
      note: '{{ contact.firstName }}',
    }
    expect(changed({ set })).toEqual({
      fields: { age: 42.5, optIn: true, renewalDate: '2026-12-01', interests: ['erp', 'crm'], note: 'Ada' },
    })
  })

  test('keeps the JSON type where nothing is declared, and writes built-in attributes as text', () => {
    const set = { employees: 250, size: '250', vip: false, phone: 33612345678 }
    expect(changed({ set })).toEqual({ fields: { employees: 250, size: '250', vip: false, phone: '33612345678' } })
  })

  test('removes by null, tags and lists included', () => {
    expect(changed({ set: { city: null, tags: null, lists: ['news', ' news '] } })).toEqual({
      fields: { city: null },
      tags: [],
      lists: ['news'],
    })
  })

  test.each<[UpdateParams]>([
    [{ set: { age: '1 000' } }],
    [{ set: { age: '1e3' } }],
    [{ set: { age: '' } }],
    [{ set: { optIn: 'yes' } }],
    [{ set: { optIn: 1 } }],
    [{ set: { renewalDate: '2026-02-30' } }],
    [{ set: { renewalDate: 20261201 } }],
    [{ set: { note: ['a'] } }],
    [{ set: { interests: 5 } }],
    [{ set: { createdAt: '2026-01-01' } }],
    [{ set: { 'contact.city': 'Lyon' } }],
  ])('quarantines on a value that does not fit: %j', (params) => {
    expect(changed(params)).toMatchObject({ type: 'fail', code: 'bad_value' })
  })

  test('quarantines on a broken template', () => {
    expect(changed({ set: { city: BROKEN_TEMPLATE } })).toMatchObject({
      type: 'fail',
      code: 'template_error',
      message: expect.stringMatching(/^set\.city: /),
    })
  })

  test('check refuses names that are no attributes and values that built-in ones cannot take', () => {
    expect(update.check?.({ set: { 'contact.city': 'Lyon' } })).toMatchObject([
      { code: 'bad_attribute', field: 'set.contact.city' },
    ])
    expect(update.check?.({ set: { createdAt: '2026-01-01' } })).toMatchObject([{ code: 'bad_attribute' }])
    expect(update.check?.({ set: { city: ['a'] } })).toMatchObject([{ code: 'bad_value', field: 'set.city' }])
    expect(update.check?.({ set: { city: null, phone: '{{ vars.phone }}' } })).toEqual([])
    expect(update.check?.({})).toMatchObject([{ code: 'empty_update', level: 'warning' }])
    expect(update.check?.({ addTags: [] })).toHaveLength(1)
  })

  test('mentions what it writes', () => {
    expect(update.mentions({ set: { city: 'x', age: 1 } }).writes).toEqual(['city', 'age'])
  })

  test('is described by what it changes', () => {
    const step: UpdateParams = { set: { city: 'Lyon', old: null }, stage: 'mql', addTags: ['hot', 'fr'] }
    expect(update.describe(step, 'en')).toBe('Update: city = Lyon; old = ∅; stage = mql; add tag hot and fr')
    expect(update.describe(step, 'fr')).toContain('étape = mql; ajouter le tag hot et fr')
  })
})

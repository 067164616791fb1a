import type { Condition } from '@couveuse/shared/conditions/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditionOf, fieldOf, placeOf, queryOf, sameCondition, withRule } from './query.ts'

const rule = fc.record({
  field: fc.constantFrom('contact.city', 'score.total', 'event.email_clicked', ''),
  operator: fc.constantFrom('=', '!=', 'between', 'happened', 'null'),
  value: fc.constantFrom<unknown[]>('Lyon', 12, true, ['a', 'b'], { atLeast: 2, within: 'P7D' }),
})
const condition: fc.Arbitrary<Condition> = fc.letrec<{ group: Condition }>((tie) => ({
  group: fc.record(
    {
      combinator: fc.constantFrom('and' as const, 'or' as const),
      not: fc.constant(true),
      rules: fc.array(fc.oneof({ maxDepth: 3 }, rule, tie('group')), { maxLength: 4 }),
    },
    { requiredKeys: ['combinator', 'rules'] },
  ),
})).group

describe('a condition in the builder', () => {
  it('comes back as it went in, without the ids of the builder', () => {
    fc.assert(
      fc.property(condition, (one) => {
        expect(conditionOf(queryOf(one))).toEqual(one)
      }),
    )
  })

  it('gives every rule and group an id of its own', () => {
    fc.assert(
      fc.property(condition, (one) => {
        const ids = [...JSON.stringify(queryOf(one)).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  it('says nothing of a value that is not there', () => {
    const query = queryOf({ combinator: 'and', rules: [{ field: 'contact.email', operator: 'notNull' }] })
    expect(conditionOf(query).rules).toEqual([{ field: 'contact.email', operator: 'notNull' }])
  })

  it('is the same condition whatever its ids, and another with another value', () => {
    const one: Condition = { combinator: 'and', rules: [{ field: 'stage', operator: '=', value: 'mql' }] }
    expect(sameCondition(one, conditionOf(queryOf(one)))).toBe(true)
    expect(sameCondition(one, { ...one, rules: [{ field: 'stage', operator: '=', value: 'sal' }] })).toBe(false)
    expect(sameCondition(undefined, one)).toBe(false)
  })

  it('replaces one rule, deep inside its groups, and leaves the others be', () => {
    const inner: Condition = { combinator: 'or', rules: [{ field: 'a', operator: '=', value: 1 }] }
    const query = queryOf({ combinator: 'and', rules: [{ field: 'b', operator: '=', value: 2 }, inner] })
    const changed = withRule(query, [1, 0], { field: 'c', operator: '>', value: 3 })
    expect(conditionOf(changed)).toEqual({
      combinator: 'and',
      rules: [
        { field: 'b', operator: '=', value: 2 },
        { combinator: 'or', rules: [{ field: 'c', operator: '>', value: 3 }] },
      ],
    })
  })

  it('names the places of rules for people and for check', () => {
    expect(placeOf([1, 0])).toBe('2.1')
    expect(fieldOf([1, 0])).toBe('rules[1].rules[0]')
  })
})

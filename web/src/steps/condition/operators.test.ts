import { type OperandType, operatorsFor } from '@couveuse/shared/conditions/operators/by-type'
import { describe, expect, it } from 'vitest'
import { createI18n } from '../../app/i18n/i18n.ts'
import { stepsMessages } from '../i18n.ts'
import { firstOperator, firstValue, offeredOperators, operatorWords, reshape, valueShape } from './operators.ts'

const types: readonly OperandType[] = ['text', 'number', 'boolean', 'date', 'set', 'word', 'event', 'segment']

describe.each(types)('the operators offered for a field of type %s', (type) => {
  it('are its own, the first one among them', () => {
    expect(offeredOperators(type).filter((name) => !operatorsFor(type).includes(name))).toEqual([])
    expect(offeredOperators(type)).toContain(firstOperator(type))
  })

  it.each(['en', 'fr'] as const)('have words in %s, no two the same', (language) => {
    const t = createI18n(language, { steps: stepsMessages }).getFixedT(language, 'steps')
    const words = offeredOperators(type).map((name) => operatorWords(name, type, t))
    expect(words.filter((text) => /[<>=A-Z]/.test(text))).toEqual([])
    expect(new Set(words).size).toBe(words.length)
  })
})

describe('a value', () => {
  it('keeps what it says when its operator changes', () => {
    expect(reshape('Lyon', valueShape('in'))).toEqual(['Lyon'])
    expect(reshape(['Lyon', 'Paris'], valueShape('='))).toBe('Lyon')
    expect(reshape(10, valueShape('between'))).toEqual([10, ''])
    expect(reshape([10, 20], valueShape('notBetween'))).toEqual([10, 20])
    expect(reshape('P7D', valueShape('withinLast'))).toBe('P7D')
  })

  it('gives way where it would say nothing', () => {
    expect(reshape('Lyon', valueShape('null'))).toBeUndefined()
    expect(reshape('Lyon', valueShape('olderThan'))).toBe('P30D')
    expect(reshape({ atLeast: 2 }, valueShape('='))).toBe('')
  })

  it('of a new rule about a segment is membership', () => {
    expect(firstValue('=', 'segment')).toBe(true)
  })
})

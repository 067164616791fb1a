import { isRecord } from '@couveuse/shared/conditions/operators/event'
import { readOperator } from '@couveuse/shared/conditions/operators/names'
import { type Condition, conditionSchema, isGroup, type Rule } from '@couveuse/shared/conditions/schema'
import { CONSENT_STATES, STAGES, TEMPERATURES } from '@couveuse/shared/contract/words'
import type { TFunction } from 'i18next'
import type { Format } from '../../ui/format.ts'
import { oneOf } from '../one-of.ts'
import { describeField, describeProperty, type FieldSource } from './fields.ts'
import { operatorWords, valueShape } from './operators.ts'

export interface WordSource extends FieldSource {
  readonly format: Format
  /** texts of both rooms, for the words of stages and temperatures */
  readonly tUi: TFunction<'ui'>
}

/** A condition as a sentence: "Total score is at least 60 and (Stage is MQL or Country is FR)". */
export function conditionInWords(
  condition: Condition,
  source: WordSource,
  on: 'contact' | 'event' = 'contact',
): string {
  return groupInWords(condition, source, on, true)
}

function groupInWords(group: Condition, source: WordSource, on: 'contact' | 'event', isRoot: boolean): string {
  const { t } = source
  if (group.rules.length === 0) return '…'
  const parts = group.rules.map((node) =>
    isGroup(node) ? groupInWords(node, source, on, false) : ruleInWords(node, source, on),
  )
  const joined = parts.join(group.combinator === 'or' ? t('condition.words.or') : t('condition.words.and'))
  const text = parts.length > 1 && (!isRoot || group.not) ? `(${joined})` : joined
  return group.not ? t('condition.words.not', { text }) : text
}

function ruleInWords(rule: Rule, source: WordSource, on: 'contact' | 'event'): string {
  const { t } = source
  if (rule.field === '') return '…'
  const field = on === 'contact' ? describeField(rule.field, source) : describeProperty(rule.field, t)
  if (field.type === 'segment') {
    const isMember = (rule.value !== false) === (rule.operator === '=')
    return `${field.label} ${isMember ? t('condition.isMember') : t('condition.isNoMember')}`
  }
  const operator = operatorWords(rule.operator, field.type, t)
  const value = valueInWords(rule, source)
  return [field.label, operator, value].filter((part) => part !== '').join(' ')
}

function valueInWords({ operator, value }: Rule, source: WordSource): string {
  const { t, format } = source
  switch (valueShape(operator)) {
    case 'none':
      return ''
    case 'duration':
      return typeof value === 'string' ? format.formatDuration(value) : '…'
    case 'list':
      return Array.isArray(value) ? value.map((one) => wordOf(one, source)).join(', ') : '…'
    case 'pair': {
      const [low, high] = Array.isArray(value) ? value : []
      return `${wordOf(low, source)}${t('condition.words.and')}${wordOf(high, source)}`
    }
    case 'count':
      return countInWords(value, readOperator(operator)?.negated === true, source)
    case 'single':
      return wordOf(value, source)
  }
}

function countInWords(value: unknown, isNegated: boolean, source: WordSource): string {
  if (!isRecord(value)) return ''
  const { t, format, flow } = source
  const { atLeast, atMost, within, since, of, where } = value
  const parts: string[] = []
  if (typeof atLeast === 'number' && (atLeast > 1 || isNegated))
    parts.push(t('condition.words.atLeast', { count: atLeast }))
  if (typeof atMost === 'number') parts.push(t('condition.words.atMost', { count: atMost }))
  if (typeof within === 'string') parts.push(t('condition.words.within', { time: format.formatDuration(within) }))
  if (since === 'entry') parts.push(t('condition.words.since'))
  if (typeof of === 'string') parts.push(t('condition.words.of', { name: flow.steps[of]?.label ?? of }))
  const read = conditionSchema.safeParse(where)
  if (read.success) parts.push(t('condition.words.where', { text: conditionInWords(read.data, source, 'event') }))
  return parts.join(', ')
}

function wordOf(value: unknown, { t, tUi, format }: WordSource): string {
  if (value === true) return t('condition.yes')
  if (value === false) return t('condition.no')
  if (typeof value === 'number') return format.formatNumber(value)
  if (typeof value !== 'string' || value === '') return '…'
  const stage = oneOf(STAGES, value)
  if (stage) return tUi(`stage.${stage}`)
  const temperature = oneOf(TEMPERATURES, value)
  if (temperature) return tUi(`temperature.${temperature}`)
  const consent = oneOf(CONSENT_STATES, value)
  if (consent) return t(`condition.consentStates.${consent}`)
  return /^\d{4}-\d\d-\d\d$/.test(value) ? format.formatDate(`${value}T00:00:00Z`, 'UTC') : `“${value}”`
}

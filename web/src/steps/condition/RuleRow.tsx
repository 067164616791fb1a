import { ActionIcon, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RuleProps } from 'react-querybuilder'
import { FormField } from '../parts/FormField.tsx'
import { useCondition } from './ConditionContext.ts'
import classes from './ConditionEditor.module.css'
import { FieldSelect } from './FieldSelect.tsx'
import { type ConditionField, describeField, describeProperty } from './fields.ts'
import { firstOperator, firstValue, offeredOperators, operatorWords, reshape, valueShape } from './operators.ts'
import { PropertyInput } from './PropertyInput.tsx'
import { fieldOf, placeOf, withRule } from './query.ts'
import { RuleValue } from './RuleValue.tsx'

/** One rule: a field, an operator, a value, and what is wrong with them. */
export function RuleRow({ rule, path, schema, actions, disabled = false }: RuleProps) {
  const { t } = useTranslation('steps')
  const { field: place, on, source, prefix } = useCondition()
  const number = prefix + placeOf(path)
  const field = useMemo<ConditionField>(
    () => (on === 'contact' ? describeField(rule.field, source) : describeProperty(rule.field, t)),
    [rule.field, on, source, t],
  )
  const replace = (part: { field?: string; operator?: string; value?: unknown }): void => {
    const { field: name, operator, value } = { ...rule, ...part }
    const next = { ...rule, field: name, operator, value }
    schema.dispatchQuery(withRule(schema.getQuery(), path, next))
  }

  const chooseField = (name: string): void => {
    const chosen = on === 'contact' ? describeField(name, source) : describeProperty(name, t)
    if (chosen.type === field.type && rule.field !== '') return replace({ field: name })
    const operator =
      rule.field !== '' && offeredOperators(chosen.type).includes(rule.operator)
        ? rule.operator
        : firstOperator(chosen.type)
    replace({ field: name, operator, value: firstValue(operator, chosen.type) })
  }
  const chooseOperator = (operator: string): void => {
    const shape = valueShape(operator)
    replace({
      operator,
      value: shape === valueShape(rule.operator) ? rule.value : reshape(rule.value, shape),
    })
  }

  const operators = offeredOperators(field.type)
  const offered = operators.includes(rule.operator) ? operators : [...operators, rule.operator]
  return (
    <fieldset className={classes.rule} aria-label={t('condition.rule', { number })} disabled={disabled}>
      <FormField field={`${place}.${fieldOf(path)}`}>
        {(error) => (
          <>
            <div className={classes.line}>
              {on === 'contact' ? (
                <FieldSelect label={t('condition.field', { number })} value={rule.field} onChange={chooseField} />
              ) : (
                <PropertyInput label={t('condition.field', { number })} value={rule.field} onChange={chooseField} />
              )}
              <ActionIcon
                size="md"
                aria-label={t('condition.removeRule', { number })}
                onClick={() => actions.onRuleRemove(path)}
              >
                <IconX size={15} stroke={1.8} aria-hidden />
              </ActionIcon>
            </div>
            {field.type !== 'segment' && (
              <Select
                size="xs"
                aria-label={t('condition.operator', { number })}
                placeholder={t('condition.chooseOperator')}
                allowDeselect={false}
                disabled={rule.field === ''}
                value={rule.operator}
                onChange={(chosen) => chosen !== null && chooseOperator(chosen)}
                data={offered.map((name) => ({ value: name, label: operatorWords(name, field.type, t) }))}
              />
            )}
            <RuleValue
              number={number}
              field={field}
              operator={rule.operator}
              value={rule.value}
              path={`${place}.${fieldOf(path)}.value`}
              onChange={(value) => replace({ value })}
            />
            {error && <p className={classes.error}>{error}</p>}
          </>
        )}
      </FormField>
    </fieldset>
  )
}

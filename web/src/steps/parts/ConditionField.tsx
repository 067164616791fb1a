import type { Condition } from '@couveuse/shared/conditions/schema'
import { ActionIcon, Button, Input, Skeleton } from '@mantine/core'
import { IconFilterPlus, IconTrash } from '@tabler/icons-react'
import { lazy, Suspense, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useConditionWords } from '../condition/useConditionWords.ts'
import { useEditing } from '../editing.ts'
import classes from './ConditionField.module.css'
import { FormField } from './FormField.tsx'

const ConditionEditor = lazy(async () => ({
  default: (await import('../condition/ConditionEditor.tsx')).ConditionEditor,
}))

export interface ConditionFieldProps {
  readonly label: string
  readonly description?: string
  /** path inside the step or flow, for what `check` says about it */
  readonly field: string
  readonly value: Condition | undefined
  readonly onChange: (condition: Condition | undefined) => void
  /** a condition on a contact, or on the properties of one event */
  readonly on?: 'contact' | 'event'
  /** properties that the event is known to have */
  readonly properties?: readonly string[]
  /** the condition must be there: it cannot be taken away */
  readonly isRequired?: boolean
  /** said while there is none: whom that means */
  readonly absent?: string
}

/** A condition with its builder, its problems, and what it says in words. */
export function ConditionField(props: ConditionFieldProps) {
  const { label, description, field, value, onChange, on = 'contact', isRequired = false, absent } = props
  const { t } = useTranslation('steps')
  const { isReadOnly } = useEditing()
  const words = useConditionWords()
  const id = useId()
  return (
    <FormField field={field} deep={false}>
      {(error) => (
        <Input.Wrapper
          labelElement="div"
          label={label}
          labelProps={{ id }}
          description={description}
          error={error}
          inputWrapperOrder={['label', 'description', 'input', 'error']}
        >
          <div role="group" aria-labelledby={id} className={classes.field}>
            {value ? (
              <>
                <Suspense fallback={<Skeleton height={120} />}>
                  <ConditionEditor
                    value={value}
                    onChange={onChange}
                    field={field}
                    on={on}
                    {...(props.properties ? { properties: props.properties } : {})}
                  />
                </Suspense>
                <div className={classes.foot}>
                  <p className={classes.words}>{words(value, on)}</p>
                  {!isRequired && !isReadOnly && (
                    <ActionIcon
                      size="sm"
                      aria-label={t('form.removeCondition', { label })}
                      onClick={() => onChange(undefined)}
                    >
                      <IconTrash size={14} stroke={1.8} aria-hidden />
                    </ActionIcon>
                  )}
                </div>
              </>
            ) : (
              <div className={classes.absent}>
                {absent && <span>{absent}</span>}
                <Button
                  size="compact-sm"
                  variant="light"
                  leftSection={<IconFilterPlus size={15} aria-hidden />}
                  disabled={isReadOnly}
                  onClick={() => onChange(NEW_CONDITION)}
                >
                  {t('form.addCondition')}
                </Button>
              </div>
            )}
          </div>
        </Input.Wrapper>
      )}
    </FormField>
  )
}

const NEW_CONDITION: Condition = { combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] }

import type { Condition } from '@couveuse/shared/conditions/schema'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryBuilder, type RuleGroupType } from 'react-querybuilder'
import { useEditing, useEventNames } from '../editing.ts'
import { ConditionContextProvider } from './ConditionContext.ts'
import classes from './ConditionEditor.module.css'
import { firstOperator, firstValue } from './operators.ts'
import { conditionOf, queryOf, sameCondition } from './query.ts'
import { RuleGroupBody } from './RuleGroupBody.tsx'
import { RuleGroupHeader } from './RuleGroupHeader.tsx'
import { RuleRow } from './RuleRow.tsx'

export interface ConditionEditorProps {
  readonly value: Condition
  readonly onChange: (condition: Condition) => void
  readonly field: string
  readonly on: 'contact' | 'event'
  readonly properties?: readonly string[]
  /** stands before the numbers of the rules, for a condition inside a rule */
  readonly prefix?: string
}

/** The builder of a condition. Heavy: import it lazily (ConditionField does). */
export function ConditionEditor({ value, onChange, field, on, properties = NONE, prefix = '' }: ConditionEditorProps) {
  const { t } = useTranslation('steps')
  const { workspace, flow, isReadOnly } = useEditing()
  const events = useEventNames()
  const context = useMemo(
    () => ({ field, on, isReadOnly, properties, prefix, source: { workspace, flow, events, t } }),
    [field, on, isReadOnly, properties, prefix, workspace, flow, events, t],
  )
  const [query, setQuery] = useState<RuleGroupType>(() => queryOf(value))
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    // Changed from outside: undo, another step. What the editor says already keeps the ids, and with them the focus.
    if (!sameCondition(conditionOf(query), value)) setQuery(queryOf(value))
  }

  const change = (next: RuleGroupType): void => {
    setQuery(next)
    const condition = conditionOf(next)
    if (!sameCondition(condition, value)) onChange(condition)
  }

  return (
    <ConditionContextProvider value={context}>
      <div className={classes.editor}>
        <QueryBuilder
          query={query}
          onQueryChange={change}
          disabled={isReadOnly}
          enableMountQueryChange={false}
          showNotToggle
          accessibleDescriptionGenerator={() => ''}
          autoSelectField={false}
          autoSelectOperator={false}
          listsAsArrays
          addRuleToNewGroups
          getDefaultField={() => ''}
          getDefaultOperator={() => firstOperator(undefined)}
          getDefaultValue={(rule) => firstValue(rule.operator, undefined)}
          resetOnFieldChange={false}
          controlElements={controls}
          controlClassnames={classNames}
          suppressStandardClassnames
        />
      </div>
    </ConditionContextProvider>
  )
}

const NONE: readonly string[] = []

const controls = {
  rule: RuleRow,
  ruleGroupHeaderElements: RuleGroupHeader,
  ruleGroupBodyElements: RuleGroupBody,
}

const classNames = {
  ruleGroup: classes.group ?? '',
  header: classes.header ?? '',
  body: classes.body ?? '',
}

import { Button } from '@mantine/core'
import { IconFolderPlus, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { RuleGroupBodyComponents } from 'react-querybuilder'
import { useCondition } from './ConditionContext.ts'
import classes from './ConditionEditor.module.css'
import type { RuleGroupHeaderProps } from './group-props.ts'
import { placeOf } from './query.ts'

/** The rules of a group, and below them the way to the next one. */
export function RuleGroupBody(group: RuleGroupHeaderProps) {
  const { path, ruleGroup, disabled } = group
  const { t } = useTranslation('steps')
  const { prefix } = useCondition()
  const name = path.length === 0 ? t('condition.condition') : t('condition.group', { number: prefix + placeOf(path) })
  return (
    <>
      {ruleGroup.rules.length === 0 && <p className={classes.empty}>{t('condition.empty')}</p>}
      <RuleGroupBodyComponents {...group} />
      {!disabled && (
        <div className={classes.add}>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            aria-label={t('condition.addRuleTo', { group: name })}
            onClick={(event) => group.addRule(event)}
          >
            {t('condition.addRule')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconFolderPlus size={14} aria-hidden />}
            aria-label={t('condition.addGroupTo', { group: name })}
            onClick={(event) => group.addGroup(event)}
          >
            {t('condition.addGroup')}
          </Button>
        </div>
      )}
    </>
  )
}

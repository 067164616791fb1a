import { ActionIcon, SegmentedControl, Switch } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCondition } from './ConditionContext.ts'
import type { RuleGroupHeaderProps } from './group-props.ts'
import { placeOf } from './query.ts'

/** How the rules of a group combine. */
export function RuleGroupHeader({ path, combinator, ruleGroup, disabled, ...group }: RuleGroupHeaderProps) {
  const { t } = useTranslation('steps')
  const { prefix } = useCondition()
  const isRoot = path.length === 0
  const name = isRoot ? t('condition.condition') : t('condition.group', { number: prefix + placeOf(path) })
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('condition.combinator', { group: name })}
        disabled={disabled ?? false}
        value={combinator ?? 'and'}
        onChange={(chosen) => group.onCombinatorChange(chosen)}
        data={[
          { value: 'and', label: t('condition.all') },
          { value: 'or', label: t('condition.any') },
        ]}
      />
      <Switch
        size="xs"
        label={t('condition.not')}
        aria-label={t('condition.notOf', { group: name })}
        disabled={disabled ?? false}
        checked={ruleGroup.not === true}
        onChange={(event) => group.onNotToggleChange(event.currentTarget.checked)}
      />
      {!isRoot && (
        <ActionIcon
          size="sm"
          ml="auto"
          aria-label={t('condition.removeGroup', { group: name })}
          disabled={disabled ?? false}
          onClick={(event) => group.removeGroup(event)}
        >
          <IconTrash size={14} stroke={1.8} aria-hidden />
        </ActionIcon>
      )}
    </>
  )
}

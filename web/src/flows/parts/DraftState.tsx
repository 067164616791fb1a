import type { FlowSummary } from '@couveuse/shared/api/flows'
import { IconAlertCircle, IconAlertTriangle, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Tag } from '../../ui/Tag.tsx'
import classes from './FlowRow.module.css'

/** What is to be said about the draft: errors and warnings of `check`, and changes that do not run yet. */
export function DraftState({ flow }: { flow: FlowSummary }) {
  const { t } = useTranslation('flows')
  const { problems, version, hasUnpublishedChanges } = flow
  const isChanged = hasUnpublishedChanges && version !== null
  if (problems.errors === 0 && problems.warnings === 0 && !isChanged) {
    return <span className={classes.none}>{version === null ? '–' : t('draft.version', { version })}</span>
  }
  return (
    <span className={classes.tags}>
      {problems.errors > 0 && (
        <Tag tone="bad" Icon={IconAlertCircle} title={t('draft.errorsHint')}>
          {t('draft.errors', { count: problems.errors })}
        </Tag>
      )}
      {problems.warnings > 0 && (
        <Tag tone="warn" Icon={IconAlertTriangle}>
          {t('draft.warnings', { count: problems.warnings })}
        </Tag>
      )}
      {isChanged && (
        <Tag tone="info" Icon={IconPencil} title={t('draft.unpublishedHint', { version })}>
          {t('draft.unpublished')}
        </Tag>
      )}
    </span>
  )
}

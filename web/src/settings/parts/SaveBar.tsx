import { Button } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '../../ui/useConfirm.tsx'
import classes from './SaveBar.module.css'

export interface SaveBarProps {
  readonly isChanged: boolean
  readonly isSaving: boolean
  readonly onSave: () => void
  readonly onDiscard: () => void
}

/** Appears when something was changed; leaving the page with unsaved changes asks first. */
export function SaveBar({ isChanged, isSaving, onSave, onDiscard }: SaveBarProps) {
  const { t } = useTranslation('settings')
  const confirm = useConfirm()
  useBlocker({
    shouldBlockFn: async () =>
      isChanged && !(await confirm({ text: t('save.leave'), confirm: t('save.leaveAnyway'), isDangerous: true })),
    enableBeforeUnload: () => isChanged,
    disabled: !isChanged,
  })
  if (!isChanged) return null
  return (
    <div className={classes.bar} role="group" aria-label={t('save.label')}>
      <span>{t('save.unsaved')}</span>
      <Button variant="default" onClick={onDiscard} disabled={isSaving}>
        {t('save.discard')}
      </Button>
      <Button onClick={onSave} loading={isSaving}>
        {t('save.save')}
      </Button>
    </div>
  )
}

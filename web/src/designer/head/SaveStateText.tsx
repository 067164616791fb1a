import { Button } from '@mantine/core'
import { IconCheck, IconCloudOff, IconCloudUp, IconExclamationCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorWords } from '../../ui/error-text.ts'
import { ConflictDialog } from '../dialogs/ConflictDialog.tsx'
import { useSaver } from '../saving/AutosaveContext.ts'
import type { SaveState } from '../saving/autosave.ts'
import { useDesigner } from '../store/DesignerContext.ts'
import classes from './SaveStateText.module.css'

export interface SaveStateTextProps {
  readonly state: SaveState
  readonly hasUnpublishedChanges: boolean
  readonly isPublished: boolean
}

/** Whether the draft is safe, and if not, what to do. */
export function SaveStateText({ state, hasUnpublishedChanges, isPublished }: SaveStateTextProps) {
  const { t } = useTranslation('designer')
  const { t: tUi } = useTranslation('ui')
  const autosave = useSaver()
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const [isDeferred, setDeferred] = useState(false)
  if (isReadOnly) return null
  switch (state.type) {
    case 'saved':
      return (
        <Said Icon={IconCheck} tone="quiet">
          {t(isPublished && hasUnpublishedChanges ? 'save.savedChanges' : 'save.saved')}
        </Said>
      )
    case 'pending':
    case 'saving':
      return (
        <Said Icon={IconCloudUp} tone="quiet">
          {t('save.saving')}
        </Said>
      )
    case 'offline':
      return (
        <span className={classes.row}>
          <Said Icon={IconCloudOff} tone="warn">
            {t('save.offline')}
          </Said>
          <Button size="compact-xs" variant="subtle" onClick={() => void autosave.flush()}>
            {t('save.retry')}
          </Button>
        </span>
      )
    case 'conflict':
      return (
        <span className={classes.row}>
          <Said Icon={IconExclamationCircle} tone="bad">
            {t('save.conflict')}
          </Said>
          <Button size="compact-xs" variant="light" color="red" onClick={() => setDeferred(false)}>
            {t('save.choose')}
          </Button>
          {!isDeferred && (
            <ConflictDialog
              theirs={state.theirs}
              onChoose={(choice) => autosave.resolve(choice)}
              onLater={() => setDeferred(true)}
            />
          )}
        </span>
      )
    case 'refused': {
      const { text, detail } = errorWords(state.error, tUi)
      return (
        <Said Icon={IconExclamationCircle} tone="bad" title={detail ?? text}>
          {t('save.refused', { why: text })}
        </Said>
      )
    }
  }
}

interface SaidProps {
  readonly Icon: typeof IconCheck
  readonly tone: 'quiet' | 'warn' | 'bad'
  readonly title?: string
  readonly children: string
}

function Said({ Icon, tone, title, children }: SaidProps) {
  return (
    <span className={classes.said} data-tone={tone} role="status" title={title ?? children}>
      <Icon size={15} stroke={1.9} aria-hidden />
      <span className={classes.words}>{children}</span>
    </span>
  )
}

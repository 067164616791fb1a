import type { Flow } from '@couveuse/shared/flow/schema'
import { Button, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDesigner } from '../store/DesignerContext.ts'
import { Changes } from './Changes.tsx'
import classes from './ConflictDialog.module.css'

export interface ConflictDialogProps {
  readonly theirs: Flow
  readonly onChoose: (choice: 'mine' | 'theirs') => void
  readonly onLater: () => void
}

/** Somebody else saved this draft meanwhile: shows what differs, and asks which one is to stay. */
export function ConflictDialog({ theirs, onChoose, onLater }: ConflictDialogProps) {
  const { t } = useTranslation('designer')
  const mine = useDesigner(({ flow }) => flow)
  return (
    <Modal opened onClose={onLater} title={t('conflict.title')} size="lg">
      <Stack gap="md">
        <Text>{t('conflict.text')}</Text>
        <div className={classes.changes}>
          <h3>{t('conflict.differences')}</h3>
          <Changes from={theirs} to={mine} none={t('conflict.same')} />
        </div>
        <div className={classes.choices}>
          <Button variant="default" h="auto" py="sm" onClick={() => onChoose('theirs')}>
            <span className={classes.choice}>
              <strong>{t('conflict.theirs')}</strong>
              <span>{t('conflict.theirsText')}</span>
            </span>
          </Button>
          <Button variant="default" h="auto" py="sm" onClick={() => onChoose('mine')}>
            <span className={classes.choice}>
              <strong>{t('conflict.mine')}</strong>
              <span>{t('conflict.mineText')}</span>
            </span>
          </Button>
        </div>
      </Stack>
    </Modal>
  )
}

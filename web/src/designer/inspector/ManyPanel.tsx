import { Button } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { duplicateSelection, removeSelection } from '../store/selection-edits.ts'
import classes from './ManyPanel.module.css'

/** Several steps at once: what can be done with all of them. */
export function ManyPanel({ count }: { count: number }) {
  const { t } = useTranslation('designer')
  const store = useDesignerStore()
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  return (
    <div className={classes.many}>
      <h2 className={classes.title}>{t('many.title', { count })}</h2>
      <p className={classes.text}>{t('many.text')}</p>
      {!isReadOnly && (
        <div className={classes.actions}>
          <Button
            variant="default"
            leftSection={<IconCopy size={16} aria-hidden />}
            onClick={() => duplicateSelection(store)}
          >
            {t('many.duplicate')}
          </Button>
          <Button
            variant="default"
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => removeSelection(store)}
          >
            {t('many.remove')}
          </Button>
        </div>
      )}
    </div>
  )
}

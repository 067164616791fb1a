import { useTranslation } from 'react-i18next'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import classes from './FlowNameField.module.css'

/** The flow's name as a heading that can be typed into. */
export function FlowNameField() {
  const { t } = useTranslation('designer')
  const name = useDesigner(({ flow }) => flow.name)
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const store = useDesignerStore()
  return (
    <span className={classes.field} data-value={name}>
      <input
        className={classes.input}
        size={1}
        aria-label={t('flow.name')}
        placeholder={t('flow.name')}
        value={name}
        readOnly={isReadOnly}
        maxLength={200}
        onChange={(event) =>
          store.getState().edit({ type: 'set_flow', settings: { name: event.currentTarget.value } }, 'flow name')
        }
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
        }}
      />
    </span>
  )
}

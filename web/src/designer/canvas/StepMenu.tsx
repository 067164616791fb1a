import { Menu } from '@mantine/core'
import {
  IconArrowRight,
  IconCopy,
  IconFlagPlus,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUnlink,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { viewOf } from '../../steps/registry.ts'
import { focusField } from '../inspector/focus-field.ts'
import { focusInspector } from '../inspector/focus-inspector.ts'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { duplicateSelection, removeSelection } from '../store/selection-edits.ts'
import { useCanvasActions } from './CanvasActions.ts'
import { outletsOf } from './card-size.ts'
import classes from './StepMenu.module.css'

export interface StepMenuProps {
  readonly step: string
  readonly at: { readonly x: number; readonly y: number }
  readonly onClose: () => void
}

/** All that can be done with a step, also without a mouse. */
export function StepMenu({ step: id, at, onClose }: StepMenuProps) {
  const step = useDesigner(({ flow }) => flow.steps[id])
  const isStart = useDesigner(({ flow }) => flow.start === id)
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const store = useDesignerStore()
  const { t } = useTranslation('designer')
  const { t: tSteps } = useTranslation('steps')
  if (!step) return null
  const outlets = outletsOf(step).map((outlet) => ({
    outlet,
    name: viewOf(step.kind).outletName(step, outlet, tSteps),
    isDrawn: Boolean(step.next?.[outlet]),
  }))
  return (
    <Menu opened onChange={(isOpen) => !isOpen && onClose()} position="bottom-start" width={250}>
      <Menu.Target>
        <span className={classes.anchor} style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('menu.name', { name: step.label ?? id })}>
        <Menu.Item
          leftSection={<IconPencil size={15} aria-hidden />}
          onClick={() => {
            store.getState().setView({ isInspectorOpen: true })
            focusInspector()
          }}
        >
          {t('menu.open')}
        </Menu.Item>
        {!isReadOnly && (
          <>
            {outlets.length > 0 && <Menu.Label>{t('menu.outlets')}</Menu.Label>}
            {outlets.map(({ outlet, name, isDrawn }) => {
              const items = <OutletItems key={outlet} id={id} outlet={outlet} name={name} isDrawn={isDrawn} at={at} />
              if (outlets.length <= FEW) return items
              return (
                <Menu.Sub key={outlet}>
                  <Menu.Sub.Target>
                    <Menu.Sub.Item className={classes.outlet ?? ''}>{name}</Menu.Sub.Item>
                  </Menu.Sub.Target>
                  <Menu.Sub.Dropdown>{items}</Menu.Sub.Dropdown>
                </Menu.Sub>
              )
            })}
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconCopy size={15} aria-hidden />}
              rightSection={<span className={classes.keys}>Ctrl D</span>}
              onClick={() => duplicateSelection(store)}
            >
              {t('menu.duplicate')}
            </Menu.Item>
            {!isStart && (
              <Menu.Item
                leftSection={<IconFlagPlus size={15} aria-hidden />}
                onClick={() => store.getState().edit({ type: 'set_flow', settings: { start: id } })}
              >
                {t('menu.start')}
              </Menu.Item>
            )}
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={15} aria-hidden />}
              rightSection={<span className={classes.keys}>{t('menu.deleteKey')}</span>}
              onClick={() => removeSelection(store)}
            >
              {t('menu.delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Beyond so many ways out, each has a menu of its own. */
const FEW = 2

interface OutletItemsProps {
  readonly id: string
  readonly outlet: string
  readonly name: string
  readonly isDrawn: boolean
  readonly at: StepMenuProps['at']
}

/** What can be done with one outlet: add after it, connect it, cut it. */
function OutletItems({ id, outlet, name, isDrawn, at }: OutletItemsProps) {
  const store = useDesignerStore()
  const actions = useCanvasActions()
  const { t } = useTranslation('designer')
  return (
    <>
      <Menu.Item
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() =>
          // Once this menu has given the keyboard back.
          requestAnimationFrame(() =>
            actions.openInsert({ after: { from: id, outlet } }, { clientX: at.x, clientY: at.y }),
          )
        }
      >
        {t('menu.addAfter', { outlet: name })}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowRight size={15} aria-hidden />}
        onClick={() => {
          store.getState().setView({ isInspectorOpen: true })
          focusField(`next.${outlet}`)
        }}
      >
        {t('menu.connect', { outlet: name })}
      </Menu.Item>
      {isDrawn && (
        <Menu.Item
          leftSection={<IconUnlink size={15} aria-hidden />}
          onClick={() => store.getState().edit({ type: 'disconnect', from: id, outlet })}
        >
          {t('menu.cut', { outlet: name })}
        </Menu.Item>
      )}
    </>
  )
}

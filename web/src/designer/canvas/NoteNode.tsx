import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconTrash } from '@tabler/icons-react'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../../steps/one-of.ts'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'
import { type CanvasNode, cardNameId } from './derive-nodes.ts'
import classes from './NoteNode.module.css'
import { noteIndex } from './node-ids.ts'

const noteColors = ['yellow', 'green', 'blue', 'red', 'gray'] as const

/** A sticky note: words for those who read the flow, nothing for those who are in it. */
export const NoteNode = memo(function NoteNode({ id, selected }: NodeProps<CanvasNode>) {
  const index = noteIndex(id) ?? -1
  const note = useDesigner((state) => shownFlow(state).notes[index])
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const store = useDesignerStore()
  const { t } = useTranslation('designer')
  if (!note) return null
  const color = oneOf(noteColors, note.color) ?? 'yellow'
  return (
    <aside
      className={classes.note}
      data-color={color}
      data-selected={selected || undefined}
      aria-label={t('note.name')}
    >
      <span id={cardNameId(id)} hidden>
        {t('note.name')}
      </span>
      <textarea
        className={`${classes.text} nodrag nopan nowheel`}
        aria-label={t('note.text')}
        placeholder={t('note.placeholder')}
        value={note.text}
        readOnly={isReadOnly}
        onChange={(event) =>
          store
            .getState()
            .edit({ type: 'change_note', index, change: { text: event.currentTarget.value } }, `note ${index}`)
        }
      />
      {!isReadOnly && (
        <Menu position="bottom-end" width={160}>
          <Menu.Target>
            <ActionIcon className={`${classes.menu ?? ''} nodrag`} size="xs" aria-label={t('note.menu')}>
              <IconDots size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('note.color')}</Menu.Label>
            {noteColors.map((one) => (
              <Menu.Item
                key={one}
                leftSection={<span className={classes.swatch} data-color={one} />}
                onClick={() => store.getState().edit({ type: 'change_note', index, change: { color: one } })}
              >
                {t(`note.colors.${one}`)}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconTrash size={15} aria-hidden />}
              onClick={() => store.getState().edit({ type: 'remove_note', index })}
            >
              {t('note.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </aside>
  )
})

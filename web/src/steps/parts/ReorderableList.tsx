import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../editing.ts'
import { FormField } from './FormField.tsx'
import classes from './ReorderableList.module.css'

export interface ReorderableListProps<Item> {
  /** path of the list inside the step or flow */
  readonly field: string
  readonly items: readonly Item[]
  readonly onChange: (items: Item[]) => void
  /** how an item is called: "Path 1" */
  readonly nameOf: (item: Item, index: number) => string
  readonly addLabel: string
  readonly create: () => Item
  /** the order is one thing the list says: first that holds */
  readonly isOrdered?: boolean
  /** beside the name in the head of an item */
  readonly renderAside?: (item: Item, index: number) => ReactNode
  readonly children: (item: Item, change: (next: Item) => void, index: number) => ReactNode
}

/** A list of things each with a form of its own: added at the end, removed, moved up and down. */
export function ReorderableList<Item>(props: ReorderableListProps<Item>) {
  const { field, items, onChange, nameOf, addLabel, create, isOrdered = false, renderAside, children } = props
  const { t } = useTranslation('steps')
  const { isReadOnly } = useEditing()
  const move = (from: number, to: number): void => {
    const moved = items[from]
    if (moved !== undefined) onChange(items.toSpliced(from, 1).toSpliced(to, 0, moved))
  }
  return (
    <FormField field={field} deep={false}>
      {(error) => (
        <div className={classes.list}>
          {items.map((item, index) => {
            const name = nameOf(item, index)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries of a flow have no identity but their place
              <section key={index} className={classes.item} aria-label={name}>
                <div className={classes.head}>
                  <span className={classes.name}>{name}</span>
                  {renderAside?.(item, index)}
                  {!isReadOnly && (
                    <span className={classes.tools}>
                      {isOrdered && (
                        <>
                          <ActionIcon
                            size="sm"
                            aria-label={t('form.moveUp', { name })}
                            disabled={index === 0}
                            onClick={() => move(index, index - 1)}
                          >
                            <IconArrowUp size={14} stroke={1.8} aria-hidden />
                          </ActionIcon>
                          <ActionIcon
                            size="sm"
                            aria-label={t('form.moveDown', { name })}
                            disabled={index === items.length - 1}
                            onClick={() => move(index, index + 1)}
                          >
                            <IconArrowDown size={14} stroke={1.8} aria-hidden />
                          </ActionIcon>
                        </>
                      )}
                      <ActionIcon
                        size="sm"
                        aria-label={t('form.removeItem', { name })}
                        onClick={() => onChange(items.toSpliced(index, 1))}
                      >
                        <IconTrash size={14} stroke={1.8} aria-hidden />
                      </ActionIcon>
                    </span>
                  )}
                </div>
                {children(item, (next) => onChange(items.toSpliced(index, 1, next)), index)}
              </section>
            )
          })}
          {error && <p className={classes.error}>{error}</p>}
          {!isReadOnly && (
            <Button
              className={classes.add ?? ''}
              size="compact-sm"
              variant="light"
              leftSection={<IconPlus size={15} aria-hidden />}
              onClick={() => onChange([...items, create()])}
            >
              {addLabel}
            </Button>
          )}
        </div>
      )}
    </FormField>
  )
}

import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Rows.module.css'

export interface RowsProps<T> {
  readonly items: readonly T[]
  readonly onChange: (items: readonly T[]) => void
  /** what a new row begins with */
  readonly blank: () => T
  readonly addLabel: string
  /** names one row for those who hear it */
  readonly name: (item: T, index: number) => string
  readonly children: (item: T, change: (part: Partial<T>) => void, index: number) => ReactNode
}

/** A short list that is edited in place: rows of fields, one more, one less. */
export function Rows<T extends object>({ items, onChange, blank, addLabel, name, children }: RowsProps<T>) {
  const { t } = useTranslation('settings')
  return (
    <div className={classes.rows}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own, and are never reordered
        <div key={index} className={classes.row} role="group" aria-label={name(item, index)}>
          <div className={classes.fields}>
            {children(item, (part) => onChange(items.with(index, { ...item, ...part })), index)}
          </div>
          <ActionIcon
            aria-label={t('rows.remove', { name: name(item, index) })}
            onClick={() => onChange(items.toSpliced(index, 1))}
          >
            <IconTrash size={16} stroke={1.7} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        className={classes.add}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...items, blank()])}
      >
        {addLabel}
      </Button>
    </div>
  )
}

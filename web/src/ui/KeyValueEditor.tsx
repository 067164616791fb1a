import { ActionIcon, Button, Input, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './KeyValueEditor.module.css'
import { addLine, type Line, linesOf, recordOf, repeatedKeys, sameRecord } from './key-value.ts'

export interface KeyValueEditorProps {
  readonly label: string
  readonly value: Readonly<Record<string, string>>
  readonly onChange: (value: Record<string, string>) => void
  readonly description?: ReactNode
  readonly error?: ReactNode
  readonly keyLabel?: string
  readonly valueLabel?: string
  readonly keyPlaceholder?: string
  readonly valuePlaceholder?: string
  /** names offered while one is typed */
  readonly suggestions?: readonly string[]
}

/** Names with values: headers of a webhook, attributes to set. Lines without a name are not part of the value. */
export function KeyValueEditor(props: KeyValueEditorProps) {
  const { label, value, onChange, description, error, suggestions = [] } = props
  const { t } = useTranslation('ui')
  const id = useId()
  const [lines, setLines] = useState<readonly Line[]>(() => linesOf(value))
  const keyInputs = useRef(new Map<number, HTMLInputElement>())
  const addButton = useRef<HTMLButtonElement>(null)
  const focusNext = useRef<number | 'add'>(undefined)

  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    // Changed from outside: undo, a loaded flow. What the lines stand for already keeps its half-written ones.
    if (!sameRecord(recordOf(lines), value)) setLines(linesOf(value))
  }

  useEffect(() => {
    const target = focusNext.current
    if (target === undefined) return
    focusNext.current = undefined
    if (target === 'add') addButton.current?.focus()
    else keyInputs.current.get(target)?.focus()
  })

  const change = (next: readonly Line[]): void => {
    setLines(next)
    const record = recordOf(next)
    if (!sameRecord(record, value)) onChange(record)
  }
  const add = (): void => {
    const next = addLine(lines)
    focusNext.current = next.at(-1)?.id ?? 'add'
    setLines(next)
  }
  const remove = (index: number): void => {
    const next = lines.filter((_, other) => other !== index)
    focusNext.current = next[Math.min(index, next.length - 1)]?.id ?? 'add'
    change(next)
  }

  const keyName = props.keyLabel ?? t('keyValue.key')
  const valueName = props.valueLabel ?? t('keyValue.value')
  const repeated = repeatedKeys(lines)

  return (
    <Input.Wrapper
      id={id}
      labelElement="div"
      label={label}
      labelProps={{ id: `${id}-label` }}
      description={description}
      error={error ?? (repeated.size > 0 ? t('keyValue.twice') : undefined)}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <div className={classes.lines} role="group" aria-labelledby={`${id}-label`}>
        {lines.map((line, index) => (
          <div key={line.id} className={classes.line}>
            <TextInput
              ref={(input) => {
                if (input) keyInputs.current.set(line.id, input)
                else keyInputs.current.delete(line.id)
              }}
              aria-label={t('keyValue.keyOf', { label: keyName, number: index + 1 })}
              placeholder={props.keyPlaceholder ?? keyName}
              list={`${id}-names`}
              autoComplete="off"
              spellCheck={false}
              error={repeated.has(line.key.trim())}
              value={line.key}
              onChange={(event) => change(lines.with(index, { ...line, key: event.currentTarget.value }))}
            />
            <TextInput
              aria-label={t('keyValue.keyOf', { label: valueName, number: index + 1 })}
              placeholder={props.valuePlaceholder ?? valueName}
              autoComplete="off"
              value={line.value}
              onChange={(event) => change(lines.with(index, { ...line, value: event.currentTarget.value }))}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                add()
              }}
            />
            <ActionIcon aria-label={t('keyValue.remove', { number: index + 1 })} onClick={() => remove(index)}>
              <IconTrash size={16} stroke={1.8} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <Button
          ref={addButton}
          className={classes.add ?? ''}
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={add}
        >
          {t('keyValue.add')}
        </Button>
        <datalist id={`${id}-names`}>
          {suggestions.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
    </Input.Wrapper>
  )
}

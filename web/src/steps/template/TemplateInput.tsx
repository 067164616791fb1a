import { Combobox, Textarea, TextInput, useCombobox } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useLayoutEffect, useRef, useState } from 'react'
import { useEditing } from '../editing.ts'
import { completeTag, insertVariable, type OpenTag, openTagBefore } from './open-tag.ts'
import classes from './TemplateInput.module.css'
import { useTemplateVariables } from './useTemplateVariables.ts'
import { VariableMenu } from './VariableMenu.tsx'

export interface TemplateInputProps {
  readonly label: string
  readonly value: string
  readonly onChange: (template: string) => void
  readonly description?: ReactNode
  readonly error?: ReactNode
  readonly placeholder?: string
  /** one line, as a subject is */
  readonly isSingleLine?: boolean
  readonly rows?: number
  readonly isCode?: boolean
  readonly isRequired?: boolean
}

const SHOWN = 8

/** Text with variables in it: `{{` offers them while typing, a button beside the label offers all. */
export function TemplateInput(props: TemplateInputProps) {
  const {
    label,
    value,
    onChange,
    description,
    error,
    placeholder,
    isSingleLine = false,
    rows = 3,
    isCode = false,
  } = props
  const { isReadOnly } = useEditing()
  const variables = useTemplateVariables()
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [tag, setTag] = useState<OpenTag>()
  const caretAfter = useRef<number>(undefined)

  useLayoutEffect(() => {
    if (caretAfter.current === undefined) return
    input.current?.focus()
    input.current?.setSelectionRange(caretAfter.current, caretAfter.current)
    caretAfter.current = undefined
  })

  const offered = tag
    ? [...variables.values()]
        .flat()
        .filter(({ name, label: words }) => `${name} ${words}`.toLowerCase().includes(tag.typed.toLowerCase()))
        .slice(0, SHOWN)
    : []

  const look = (event: SyntheticEvent<HTMLInputElement | HTMLTextAreaElement>): void => {
    const { value: text, selectionStart } = event.currentTarget
    const found = openTagBefore(text, selectionStart ?? text.length)
    setTag(found)
    if (found) {
      combobox.openDropdown()
      combobox.selectFirstOption()
    } else combobox.closeDropdown()
  }
  const put = (changed: { readonly text: string; readonly caret: number }): void => {
    caretAfter.current = changed.caret
    setTag(undefined)
    combobox.closeDropdown()
    onChange(changed.text)
  }
  const complete = (name: string): void => {
    const caret = input.current?.selectionStart ?? value.length
    if (tag) put(completeTag(value, caret, tag, name))
  }
  const insert = (name: string): void => {
    const { selectionStart, selectionEnd } = input.current ?? {}
    put(insertVariable(value, selectionStart ?? value.length, selectionEnd ?? value.length, name))
  }

  const shared = {
    ref: input,
    label: <span className={classes.label}>{label}</span>,
    description,
    error,
    placeholder: placeholder ?? '',
    required: props.isRequired ?? false,
    withAsterisk: false,
    value,
    readOnly: isReadOnly,
    spellCheck: !isCode,
    classNames: { input: isCode ? (classes.code ?? '') : '' },
    onChange: (event: SyntheticEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      onChange(event.currentTarget.value)
      look(event)
    },
    onBlur: () => {
      combobox.closeDropdown()
      setTag(undefined)
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !tag) return
      event.stopPropagation()
      setTag(undefined)
      combobox.closeDropdown()
    },
  }

  return (
    <div className={classes.wrap}>
      {!isReadOnly && (
        <div className={classes.menu}>
          <VariableMenu label={label} onInsert={insert} />
        </div>
      )}
      <Combobox store={combobox} onOptionSubmit={complete} position="bottom-start" width={280}>
        <Combobox.Target withAriaAttributes={false} withKeyboardNavigation={offered.length > 0}>
          {isSingleLine ? <TextInput {...shared} /> : <Textarea {...shared} autosize minRows={rows} maxRows={16} />}
        </Combobox.Target>
        <Combobox.Dropdown hidden={offered.length === 0}>
          <Combobox.Options aria-label={label}>
            {offered.map(({ name, label: words }) => (
              <Combobox.Option key={name} value={name}>
                {words} <code className={classes.name}>{name}</code>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  )
}

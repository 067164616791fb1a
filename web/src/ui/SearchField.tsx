import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './SearchField.module.css'

export interface SearchFieldProps {
  /** what is searched, for those who cannot see where the field stands */
  readonly label: string
  readonly placeholder?: string
  /** the search in force */
  readonly value: string
  /** called once typing pauses, at Enter, and at clearing */
  readonly onChange: (search: string) => void
  /** milliseconds without a key that count as a pause */
  readonly pause?: number
}

/** A search that follows the typing, a little behind. Escape clears it. */
export function SearchField({ label, placeholder, value, onChange, pause = 250 }: SearchFieldProps) {
  const { t } = useTranslation('ui')
  const [typed, setTyped] = useState<{ readonly text: string; readonly over: string }>()
  const text = typed && typed.over === value ? typed.text : value
  const later = useDebouncedCallback((search: string) => {
    if (search.trim() !== value) onChange(search.trim())
  }, pause)

  const settle = (search: string): void => {
    later.cancel()
    setTyped(undefined)
    if (search.trim() !== value) onChange(search.trim())
  }

  return (
    <TextInput
      className={classes.search ?? ''}
      type="search"
      aria-label={label}
      placeholder={placeholder ?? label}
      leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
      rightSection={text !== '' && <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => settle('')} />}
      value={text}
      onChange={(event) => {
        const next = event.currentTarget.value
        setTyped({ text: next, over: value })
        later(next)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle(text)
        if (event.key === 'Escape' && text !== '') {
          event.preventDefault()
          settle('')
        }
      }}
    />
  )
}

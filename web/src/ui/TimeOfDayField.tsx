import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readTimeOfDay } from './time-of-day.ts'

export interface TimeOfDayFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'onBlur' | 'onKeyDown'> {
  /** `HH:MM`, empty, or what was typed that is neither */
  readonly value: string
  readonly onChange: (time: string) => void
  /** the end of a window, which may be `24:00` */
  readonly isEnd?: boolean
}

/** A time of day that is typed: `9`, `9h30` and `0930` are understood, and written out when the field is left. */
export function TimeOfDayField({ value, onChange, isEnd = false, error, ...rest }: TimeOfDayFieldProps) {
  const { t } = useTranslation('ui')
  const [typed, setTyped] = useState<string>()
  const isWrong = value !== '' && readTimeOfDay(value, { isEnd }) === undefined

  const settle = (text: string): void => {
    setTyped(undefined)
    const time = readTimeOfDay(text, { isEnd }) ?? text.trim()
    if (time !== value) onChange(time)
  }

  return (
    <TextInput
      placeholder={isEnd ? '18:00' : '09:00'}
      inputMode="numeric"
      autoComplete="off"
      maxLength={8}
      {...rest}
      value={typed ?? value}
      error={error ?? (isWrong && typed === undefined ? t('window.problem.time') : undefined)}
      onChange={(event) => {
        const text = event.currentTarget.value
        const isWhole = /^\d\d:\d\d$/.test(text) && readTimeOfDay(text, { isEnd }) === text
        setTyped(text)
        if (isWhole && text !== value) onChange(text)
      }}
      onBlur={() => typed !== undefined && settle(typed)}
      onKeyDown={(event) => event.key === 'Enter' && typed !== undefined && settle(typed)}
    />
  )
}

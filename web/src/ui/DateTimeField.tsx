import { Input, Skeleton, TextInput } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './DateTimeField.module.css'
import { instantOfWallClock, localOfWall, type WallClock, wallOfInstant, wallOfLocal } from './date-time.ts'
import { TimeOfDayField } from './TimeOfDayField.tsx'
import { readTimeOfDay } from './time-of-day.ts'

const DateField = lazy(async () => ({ default: (await import('./DateField.tsx')).DateField }))

export interface DateTimeFieldProps {
  readonly label: string
  /** local text `2026-12-01T09:00` (or a day alone), or, with `zone`, an instant `2026-12-01T08:00:00Z`; may be empty */
  readonly value: string
  readonly onChange: (text: string) => void
  /** IANA zone in which an instant is shown and chosen; without it the value is local text */
  readonly zone?: string
  readonly description?: ReactNode
  readonly error?: ReactNode
  readonly required?: boolean
  readonly disabled?: boolean
}

/** A day with a time of day. A value that is neither a local time nor an instant is kept and edited as text. */
export function DateTimeField(props: DateTimeFieldProps) {
  const { label, value, onChange, zone, description, error, required = false, disabled = false } = props
  const { t } = useTranslation('ui')
  const id = useId()
  // What the value has no place for: a time chosen before its day, or text that is no time.
  const [pendingTime, setPendingTime] = useState('')
  const wall = zone === undefined ? wallOfLocal(value) : wallOfInstant(value, zone)

  if (!wall) {
    return (
      <TextInput
        label={label}
        description={description}
        error={error}
        required={required}
        disabled={disabled}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }

  const isTime = (text: string): boolean => text === '' || readTimeOfDay(text, { isEnd: false }) !== undefined
  const time = wall.date && isTime(pendingTime) ? wall.time : pendingTime
  const change = (part: Partial<WallClock>): void => {
    if (part.time !== undefined) setPendingTime(part.time)
    const next = { date: wall.date, time, ...part }
    if (!isTime(next.time)) return
    const text = next.date === '' ? '' : zone === undefined ? localOfWall(next) : instantOfWallClock(next, zone)
    if (text !== value) onChange(text)
  }

  return (
    <Input.Wrapper
      id={id}
      labelElement="div"
      label={label}
      description={description}
      error={error}
      required={required}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <div className={classes.row}>
        <Suspense fallback={<Skeleton height={36} />}>
          <DateField
            aria-label={t('dateTime.date', { field: label })}
            value={wall.date}
            disabled={disabled}
            onChange={(date) => change({ date })}
          />
        </Suspense>
        <TimeOfDayField
          aria-label={t('dateTime.time', { field: label })}
          value={time}
          disabled={disabled}
          onChange={(chosen) => change({ time: chosen })}
        />
      </div>
    </Input.Wrapper>
  )
}

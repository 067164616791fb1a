import type { Window } from '@couveuse/shared/time/window'
import { Button, Input, UnstyledButton } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/i18n/useLanguage.ts'
import { TimeOfDayField } from './TimeOfDayField.tsx'
import classes from './TimeWindowField.module.css'
import { type Weekday, weekdayName, weekdays, windowProblem, workingDays } from './time-window.ts'
import { ZoneField } from './ZoneField.tsx'

export interface TimeWindowFieldProps {
  readonly label: string
  /** undefined = no window: any day, the whole day */
  readonly value: Window | undefined
  readonly onChange: (window: Window | undefined) => void
  readonly description?: ReactNode
  readonly error?: ReactNode
  /** offers a time zone of the window's own (fine print 93) */
  readonly withZone?: boolean
}

/** On which days, and between which times of day, something may happen (FLOW-DSL §5). */
export function TimeWindowField({
  label,
  value,
  onChange,
  description,
  error,
  withZone = false,
}: TimeWindowFieldProps) {
  const { t } = useTranslation('ui')
  const { language } = useLanguage()
  const id = useId()
  const days = value?.days ?? weekdays
  const from = value?.from ?? ''
  const to = value?.to ?? ''
  const problem = windowProblem(value)

  const change = (
    part: Partial<Record<'from' | 'to' | 'zone', string>> & { readonly days?: readonly Weekday[] },
  ): void => {
    const next = { days, from, to, zone: value?.zone ?? '', ...part }
    const chosen = weekdays.filter((day) => next.days.includes(day))
    const window: Window = {
      ...(chosen.length === weekdays.length ? {} : { days: chosen }),
      ...(next.from ? { from: next.from } : {}),
      ...(next.to ? { to: next.to } : {}),
      ...(next.zone ? { zone: next.zone } : {}),
    }
    onChange(Object.keys(window).length === 0 ? undefined : window)
  }

  return (
    <Input.Wrapper
      labelElement="div"
      id={id}
      label={label}
      labelProps={{ id: `${id}-label` }}
      description={description}
      error={error ?? (problem ? t(`window.problem.${problem}`) : undefined)}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <div className={classes.window} role="group" aria-labelledby={`${id}-label`}>
        <div className={classes.days} role="group" aria-label={t('window.days')}>
          {weekdays.map((day) => (
            <UnstyledButton
              key={day}
              className={classes.day}
              aria-pressed={days.includes(day)}
              title={weekdayName(day, language, 'long')}
              onClick={() => change({ days: days.includes(day) ? days.filter((one) => one !== day) : [...days, day] })}
            >
              {weekdayName(day, language, 'short')}
            </UnstyledButton>
          ))}
        </div>
        <div className={classes.presets}>
          <Button size="compact-xs" variant="subtle" onClick={() => change({ days: workingDays })}>
            {`${weekdayName('mon', language, 'short')}–${weekdayName('fri', language, 'short')}`}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => change({ days: weekdays })}>
            {t('window.anyDay')}
          </Button>
        </div>
        <div className={classes.hours}>
          <TimeOfDayField label={t('window.from')} value={from} onChange={(time) => change({ from: time })} />
          <TimeOfDayField label={t('window.to')} value={to} isEnd onChange={(time) => change({ to: time })} />
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={from === '' && to === ''}
            onClick={() => change({ from: '', to: '' })}
          >
            {t('window.allDay')}
          </Button>
        </div>
        {from > to && to !== '' && !problem && <div className={classes.note}>{t('window.overnight')}</div>}
        {withZone && (
          <ZoneField
            value={value?.zone ?? ''}
            defaultLabel={t('window.zoneOfContact')}
            withFlow
            onChange={(zone) => change({ zone })}
          />
        )}
      </div>
    </Input.Wrapper>
  )
}

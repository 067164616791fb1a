import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/fr'
import 'dayjs/locale/en-gb'
import { DateInput, DatesProvider } from '@mantine/dates'
import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat.js'
import type { ReactNode } from 'react'
import { useLanguage } from '../app/i18n/useLanguage.ts'

dayjs.extend(customParseFormat)

/** Ways in which a day may be typed, besides the one it is shown in. Day before month, as both languages write it. */
const typedFormats = ['YYYY-MM-DD', 'D/M/YYYY', 'D.M.YYYY', 'D-M-YYYY', 'D MMMM YYYY', 'D/M/YY']
const SHOWN = 'D MMM YYYY'

export interface DateFieldProps {
  readonly label?: string
  readonly 'aria-label'?: string
  readonly id?: string
  /** `YYYY-MM-DD`, or empty */
  readonly value: string
  readonly onChange: (date: string) => void
  readonly error?: ReactNode
  readonly disabled?: boolean
  readonly required?: boolean
}

/** A day, typed or taken from a calendar. Comes with the whole date library: import it lazily (DateTimeField does). */
export function DateField({ value, onChange, ...rest }: DateFieldProps) {
  const { language } = useLanguage()
  const locale = language === 'en' ? 'en-gb' : language
  return (
    <DatesProvider settings={{ locale, firstDayOfWeek: 1, weekendDays: [] }}>
      <DateInput
        {...rest}
        value={value || null}
        onChange={(date) => onChange(date ?? '')}
        valueFormat={SHOWN}
        placeholder={dayjs('2026-03-02').locale(locale).format(SHOWN)}
        dateParser={(typed) => {
          const day = dayjs(typed.trim(), [...typedFormats, SHOWN], locale, true)
          return day.isValid() ? day.format('YYYY-MM-DD') : null
        }}
        clearable
        popoverProps={{ withinPortal: true }}
      />
    </DatesProvider>
  )
}

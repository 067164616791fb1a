import { oneOf } from '../../../steps/one-of.ts'
import { weekdays } from '../../../ui/time-window.ts'

/** The schedules that most people mean. */
export const rhythms = ['day', 'week', 'month'] as const

export interface PlainSchedule {
  readonly every: (typeof rhythms)[number]
  /** `HH:MM` */
  readonly at: string
  /** weekday of a weekly one, day of the month of a monthly one */
  readonly day: string
}

/** A cron that says no more than one of the plain schedules; undefined for any other. */
export function readCron(cron: string): PlainSchedule | undefined {
  const match = /^(\d{1,2}) (\d{1,2}) (\*|\d{1,2}) \* (\*|[a-z]{3})$/.exec(cron.trim().toLowerCase())
  if (!match) return undefined
  const [, minute = '', hour = '', date = '', weekday = ''] = match
  if (Number(minute) > 59 || Number(hour) > 23) return undefined
  const at = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (date === '*' && weekday === '*') return { every: 'day', at, day: 'mon' }
  const day = oneOf(weekdays, weekday)
  if (date === '*' && day) return { every: 'week', at, day }
  if (date !== '*' && weekday === '*' && Number(date) >= 1 && Number(date) <= 28)
    return { every: 'month', at, day: String(Number(date)) }
  return undefined
}

export function cronOf({ every, at, day }: PlainSchedule): string {
  const [hour = '9', minute = '0'] = at.split(':')
  const time = `${Number(minute)} ${Number(hour)}`
  if (every === 'day') return `${time} * * *`
  return every === 'week' ? `${time} * * ${day}` : `${time} ${day} * *`
}

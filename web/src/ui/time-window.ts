import type { Language } from '@couveuse/shared/contract/words'
import type { Window } from '@couveuse/shared/time/window'
import { readTimeOfDay } from './time-of-day.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
export const workingDays: readonly Weekday[] = weekdays.slice(0, 5)

/** 5 January 2026 is a Monday. */
const MONDAY = Date.UTC(2026, 0, 5)
const DAY = 86_400_000

/** A weekday's name as its language writes it: "Mon", "lun.", "Monday", "lundi". */
export function weekdayName(day: Weekday, language: Language, style: 'short' | 'long'): string {
  const at = MONDAY + weekdays.indexOf(day) * DAY
  return new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' }).format(at).replace(/\.$/, '')
}

export type WindowProblem = 'time' | 'both' | 'same' | 'noDay'

/** Why `check` would refuse a window, or undefined. Times that are none are told at their own field. */
export function windowProblem(window: Window | undefined): WindowProblem | undefined {
  if (!window) return undefined
  const { days, from, to } = window
  if (days && days.length === 0) return 'noDay'
  if ((from === undefined) !== (to === undefined)) return 'both'
  if (from === undefined || to === undefined) return undefined
  if (!readTimeOfDay(from, { isEnd: false }) || !readTimeOfDay(to, { isEnd: true })) return 'time'
  return from === to ? 'same' : undefined
}

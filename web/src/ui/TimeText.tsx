import { Tooltip } from '@mantine/core'
import { useEffect, useReducer } from 'react'
import type { InstantLike } from './format.ts'
import { useFormat } from './useFormat.ts'

const MINUTE = 60_000

export interface TimeTextProps {
  /** ISO 8601 or epoch milliseconds */
  readonly at: InstantLike
  /** IANA zone; the browser's by default */
  readonly zone?: string
  /** `relative` is "3 days ago" with the day and time on hover; it keeps up by itself */
  readonly as?: 'relative' | 'dateTime' | 'date' | 'time'
}

/** An instant in the language and zone of its reader. */
export function TimeText({ at, zone, as = 'dateTime' }: TimeTextProps) {
  const { formatDate, formatDateTime, formatRelative, formatTime } = useFormat()
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    if (as !== 'relative') return
    const timer = setInterval(tick, MINUTE)
    return () => clearInterval(timer)
  }, [as])

  const iso = typeof at === 'number' ? new Date(at).toISOString() : at
  if (as === 'relative') {
    return (
      <Tooltip label={formatDateTime(at, zone)}>
        <time dateTime={iso}>{formatRelative(at)}</time>
      </Tooltip>
    )
  }
  const format = { date: formatDate, dateTime: formatDateTime, time: formatTime }[as]
  return <time dateTime={iso}>{format(at, zone)}</time>
}

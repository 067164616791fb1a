/**
 * Reads a time of day as people type it, `9`, `9h30`, `0930`, `9.30`, into `HH:MM`; undefined where it is none.
 * `24:00` is one only as the end of a window (fine print 126).
 */
export function readTimeOfDay(typed: string, { isEnd }: { readonly isEnd: boolean }): string | undefined {
  const text = typed.trim().toLowerCase()
  const match = /^(\d{1,2})(?:\s*[:h.]\s*(\d{1,2})?)?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text)
  if (!match) return undefined
  const hours = Number(match[1])
  const minutes = Number(match[2] ?? 0)
  if (hours === 24 && minutes === 0) return isEnd ? '24:00' : undefined
  if (hours > 23 || minutes > 59) return undefined
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

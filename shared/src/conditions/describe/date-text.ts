import type { Language } from '../../contract/words.ts'
import { namesFor } from '../../message/strftime.ts'
import type { DateValue } from '../../time/date-value.ts'
import { toLocal } from '../../time/local-time.ts'

/** "2 March 2026", "2 mars 2026 09:00", and for an instant "2 March 2026 08:00 UTC". */
export function dateText(value: DateValue, language: Language): string {
  const local = value.kind === 'instant' ? toLocal(value.at, 'UTC') : value
  const month = namesFor(language).months[local.month - 1]
  const day = `${language === 'fr' && local.day === 1 ? '1er' : local.day} ${month} ${local.year}`
  if (!('hour' in local)) return day
  const time = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`
  return value.kind === 'instant' ? `${day} ${time} UTC` : `${day} ${time}`
}

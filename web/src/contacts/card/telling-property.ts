import type { JsonObject } from '@couveuse/shared/contract/json'

const TELLING = ['title', 'form', 'document', 'subject', 'url', 'text', 'channel'] as const

/** What an event was about: the page, the link, the form, else its first plain property. */
export function telling(properties: JsonObject): string | undefined {
  const named = TELLING.map((key) => properties[key]).filter((value) => typeof value === 'string' && value !== '')
  if (named.length > 0) return named.slice(0, 2).join(' · ')
  const [first] = Object.entries(properties).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  )
  return first ? `${first[0]}: ${String(first[1])}` : undefined
}

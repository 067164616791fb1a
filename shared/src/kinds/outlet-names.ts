import type { Finding } from './content.ts'

/** Outlets named by the marketer, each once, in drawing order. */
export function uniqueOutlets(entries: readonly { readonly outlet: string }[]): string[] {
  return [...new Set(entries.map((entry) => entry.outlet))]
}

const MAX_LENGTH = 64
const CONTROL = /\p{Cc}/u

/** Rules for outlets named by the marketer (fine print 112); `list` is the parameter that holds them. */
export function outletNameFindings(
  list: string,
  entries: readonly { readonly outlet: string }[],
  reserved: readonly string[] = [],
): Finding[] {
  const seen = new Set<string>()
  return entries.flatMap(({ outlet }, index): Finding[] => {
    const place = { level: 'error', field: `${list}[${index}].outlet` } as const
    if (reserved.includes(outlet)) {
      const message = `the outlet "${outlet}" exists anyway, so no entry may be called that`
      return [{ code: 'reserved_outlet', ...place, message, fix: 'Give this outlet another name.' }]
    }
    if (seen.has(outlet)) {
      const message = `two entries share the outlet "${outlet}", so they could not be drawn apart`
      return [{ code: 'duplicate_outlet', ...place, message, fix: 'Give each entry an outlet of its own.' }]
    }
    seen.add(outlet)
    if (
      outlet !== '' &&
      outlet === outlet.trim() &&
      outlet.length <= MAX_LENGTH &&
      !CONTROL.test(outlet) &&
      outlet !== '__proto__'
    )
      return []
    const message = `${JSON.stringify(outlet)} cannot name an outlet: it takes 1 to ${MAX_LENGTH} characters without spaces around them`
    return [{ code: 'bad_outlet', ...place, message, fix: 'Use a short name such as "clicked".' }]
  })
}

/** A list that must have at least one entry (fine print 114). */
export function emptyListFindings(list: string, entries: readonly unknown[], what: string): Finding[] {
  if (entries.length > 0) return []
  return [
    {
      code: 'empty_list',
      level: 'error',
      field: list,
      message: `there is no ${what} yet`,
      fix: `Add at least one ${what}.`,
    },
  ]
}

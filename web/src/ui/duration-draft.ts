import { approximateMilliseconds, isZero, MAX_DURATION, parseDuration } from '@couveuse/shared/time/duration'
import { type DurationUnit, isExactUnit, readDuration, writeDuration } from './iso-duration.ts'

/** A duration while it is being edited: one amount of one unit, or the ISO text itself where one unit cannot say it. */
export type DurationDraft =
  | { readonly as: 'amount'; readonly amount: string; readonly unit: DurationUnit; readonly isNegative: boolean }
  | { readonly as: 'text'; readonly text: string }

/** The draft that shows a value, so that `textOf` gives it back to the letter; an empty one starts with the given unit. */
export function draftOf(text: string, unit: DurationUnit): DurationDraft {
  if (text === '') return { as: 'amount', amount: '', unit, isNegative: false }
  const [part] = readDuration(text)?.parts ?? []
  if (!part) return { as: 'text', text }
  const draft: DurationDraft = {
    as: 'amount',
    amount: String(part.amount),
    unit: part.unit,
    isNegative: text.startsWith('-'),
  }
  return textOf(draft) === text ? draft : { as: 'text', text }
}

/** The value that a draft stands for. It may be none that `check` accepts: what was typed is never bent. */
export function textOf(draft: DurationDraft): string {
  if (draft.as === 'text') return draft.text
  if (draft.amount === '') return ''
  const text = writeDuration(Number(draft.amount), draft.unit)
  return draft.isNegative && !text.startsWith('-') ? `-${text}` : text
}

/** What of a keystroke may stand in an amount: digits and one decimal point, written as either language writes it. */
export function cleanAmount(typed: string): string {
  const [whole = '', ...rest] = typed
    .replace(',', '.')
    .replace(/[^\d.]/g, '')
    .split('.')
  return rest.length === 0 ? whole : `${whole || '0'}.${rest.join('')}`
}

export type DurationProblem = 'unreadable' | 'whole' | 'zero' | 'negative' | 'long'

/** Why a duration would be refused (FLOW-DSL §5, fine print 122-124), or undefined. Empty text is for the caller to judge. */
export function problemOf(
  text: string,
  allow: 'positive' | 'signed',
  unit?: DurationUnit,
): DurationProblem | undefined {
  if (text === '') return undefined
  const duration = parseDuration(text)
  if (!duration) return unit && !isExactUnit(unit) && text.includes('.') ? 'whole' : 'unreadable'
  if (allow === 'positive' && isZero(duration)) return 'zero'
  if (allow === 'positive' && duration.sign === -1) return 'negative'
  const most = parseDuration(MAX_DURATION)
  return most && Math.abs(approximateMilliseconds(duration)) > approximateMilliseconds(most) ? 'long' : undefined
}

import type { PositiveOperator } from './names.ts'
import { readList, readPair } from './value.ts'

export type NumberTest = (seen: number) => boolean

const ZERO = 48
const NINE = 57

/**
 * A number, or text that is one: after trim `[+-]?digits[.digits]`, so no exponent, grouping, comma, hex or Infinity
 * (fine print 75). Anything else is missing, never zero.
 */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (!isDecimal(text)) return undefined
  const parsed = Number(text)
  return Number.isFinite(parsed) ? parsed : undefined
}

function isDecimal(text: string): boolean {
  const start = text.startsWith('-') || text.startsWith('+') ? 1 : 0
  const point = digitsEnd(text, start)
  if (point === start) return false
  if (point === text.length) return true
  if (text.charAt(point) !== '.') return false
  const end = digitsEnd(text, point + 1)
  return end > point + 1 && end === text.length
}

function digitsEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= NINE) at++
  return at
}

/** A number as digits with a point, never with an exponent: how a text field reads it (fine print 76). */
export function decimalText(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined
  const text = String(value)
  const [digits = '', power] = text.split('e')
  if (power === undefined) return text
  const [whole = '', part = ''] = digits.replace('-', '').split('.')
  const sign = value < 0 ? '-' : ''
  const places = Number(power)
  if (places < 0) return `${sign}0.${'0'.repeat(-places - 1)}${whole}${part}`
  return sign + (whole + part).padEnd(places + 1, '0')
}

type Prepare = (value: unknown) => NumberTest | undefined

function compared(judge: (seen: number, wanted: number) => boolean): Prepare {
  return (value) => {
    const wanted = readNumber(value)
    return wanted === undefined ? undefined : (seen) => judge(seen, wanted)
  }
}

/** Operators on numbers (fine print 71). */
export const numberOperators: Readonly<Partial<Record<PositiveOperator, Prepare>>> = {
  '=': compared((seen, wanted) => seen === wanted),
  '<': compared((seen, wanted) => seen < wanted),
  '<=': compared((seen, wanted) => seen <= wanted),
  '>': compared((seen, wanted) => seen > wanted),
  '>=': compared((seen, wanted) => seen >= wanted),
  between: (value) => {
    const ends = readPair(value, readNumber)
    return ends && ((seen) => seen >= ends[0] && seen <= ends[1])
  },
  in: (value) => {
    const members = readList(value, readNumber)
    return members && ((seen) => members.includes(seen))
  },
}

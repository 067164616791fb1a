import { remember } from '../../time/remember.ts'
import type { PositiveOperator } from './names.ts'
import { decimalText } from './number.ts'
import { readList, readPair } from './value.ts'

/** Judges a text that went through {@link foldText}. */
export type TextTest = (seen: string) => boolean

const fold = (text: string): string => text.trim().normalize('NFC').toLowerCase()
const foldRemembered = remember(20_000, fold)
/** Longer texts rarely come twice, and would fill the memory. */
const LONGEST_REMEMBERED = 64

/** The form in which texts are compared: trimmed, NFC, then lower case by no particular locale (FLOW-DSL §3, fine print 78). */
function foldText(text: string): string {
  return text.length <= LONGEST_REMEMBERED ? foldRemembered(text) : fold(text)
}

/**
 * The folded text of a value in a text field, undefined when missing: numbers read as their decimal text (fine print 76),
 * nothing else is coerced.
 */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'string') return foldText(value) || undefined
  if (typeof value === 'number') return decimalText(value)
  return undefined
}

/** Order by code point, which differs from JavaScript's order by code unit beyond U+FFFF (fine print 71). */
export function compareCodePoints(a: string, b: string): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const left = a.charCodeAt(i)
    const right = b.charCodeAt(i)
    if (left !== right) return rankOfUnit(left) - rankOfUnit(right)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above U+FFFF, so they rank above U+E000 to U+FFFF. */
function rankOfUnit(unit: number): number {
  if (unit < 0xd800) return unit
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000
}

type Prepare = (value: unknown) => TextTest | undefined

function compared(judge: (order: number) => boolean): Prepare {
  return (value) => {
    const wanted = readText(value)
    return wanted === undefined ? undefined : (seen) => judge(compareCodePoints(seen, wanted))
  }
}

function searched(judge: (seen: string, wanted: string) => boolean): Prepare {
  return (value) => {
    const wanted = readText(value)
    return wanted === undefined ? undefined : (seen) => judge(seen, wanted)
  }
}

/** Operators on text (fine print 71). Each prepares a rule's value once; undefined = the value is of no use (fine print 74). */
export const textOperators: Readonly<Partial<Record<PositiveOperator, Prepare>>> = {
  '=': searched((seen, wanted) => seen === wanted),
  '<': compared((order) => order < 0),
  '<=': compared((order) => order <= 0),
  '>': compared((order) => order > 0),
  '>=': compared((order) => order >= 0),
  between: (value) => {
    const ends = readPair(value, readText)
    if (!ends) return undefined
    const [low, high] = ends
    return (seen) => compareCodePoints(seen, low) >= 0 && compareCodePoints(seen, high) <= 0
  },
  in: (value) => {
    const members = readList(value, readText)
    if (!members) return undefined
    const wanted = new Set(members)
    return (seen) => wanted.has(seen)
  },
  contains: searched((seen, wanted) => seen.includes(wanted)),
  beginsWith: searched((seen, wanted) => seen.startsWith(wanted)),
  endsWith: searched((seen, wanted) => seen.endsWith(wanted)),
}

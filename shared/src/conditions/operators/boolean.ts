import type { PositiveOperator } from './names.ts'
import { readList } from './value.ts'

export type BooleanTest = (seen: boolean) => boolean

/** true, false, or the texts `true` and `false` in any case; 1, 0 and "yes" are missing (fine print 77). */
export function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  const text = value.trim().toLowerCase()
  if (text === 'true') return true
  return text === 'false' ? false : undefined
}

type Prepare = (value: unknown) => BooleanTest | undefined

/** Operators on booleans (fine print 71); `segment.<key>` is one too (fine print 88). */
export const booleanOperators: Readonly<Partial<Record<PositiveOperator, Prepare>>> = {
  '=': (value) => {
    const wanted = readBoolean(value)
    return wanted === undefined ? undefined : (seen) => seen === wanted
  },
  in: (value) => {
    const members = readList(value, readBoolean)
    return members && ((seen) => members.includes(seen))
  },
}

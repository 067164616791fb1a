import type { PositiveOperator } from './names.ts'
import { readText } from './text.ts'
import { readList } from './value.ts'

export type WordTest = (seen: string) => boolean

type Prepare = (value: unknown) => WordTest | undefined

/**
 * Operators on fields whose values are a closed list of words: stage, temperature, consent. A word is one or it is not;
 * the lists have no order of text, so `<`, `contains` and the like are mismatches (fine print 71).
 */
export const wordOperators: Readonly<Partial<Record<PositiveOperator, Prepare>>> = {
  '=': (value) => {
    const wanted = readText(value)
    return wanted === undefined ? undefined : (seen) => seen === wanted
  },
  in: (value) => {
    const members = readList(value, readText)
    return members && ((seen) => members.includes(seen))
  },
}

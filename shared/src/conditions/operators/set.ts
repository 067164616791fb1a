import type { PositiveOperator } from './names.ts'
import { readText } from './text.ts'
import { readList } from './value.ts'

/** Judges the members as stored; they are compared as texts are (fine print 79). */
export type SetTest = (members: readonly unknown[]) => boolean

/** True where no member is a text: an empty set is missing (fine print 73). */
export function isEmptySet(members: readonly unknown[]): boolean {
  return !members.some((member) => readText(member) !== undefined)
}

type Prepare = (value: unknown) => SetTest | undefined

/** Operators on sets of text: membership, and any overlap (fine print 71). */
export const setOperators: Readonly<Partial<Record<PositiveOperator, Prepare>>> = {
  contains: (value) => {
    const wanted = readText(value)
    return wanted === undefined ? undefined : (members) => members.some((member) => readText(member) === wanted)
  },
  in: (value) => {
    const list = readList(value, readText)
    if (!list) return undefined
    const wanted = new Set<unknown>(list)
    return (members) => members.some((member) => wanted.has(readText(member)))
  },
}

/** Reads the `value` of `in` / `notIn`: an array, of which unreadable members are left out; undefined where it is none. */
export function readList<T>(value: unknown, read: (member: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined
  const members: T[] = []
  for (const member of value) {
    const known = read(member)
    if (known !== undefined) members.push(known)
  }
  return members
}

/** Reads the `value` of `between` / `notBetween`: `[low, high]`, both readable (fine print 70). */
export function readPair<T>(value: unknown, read: (end: unknown) => T | undefined): readonly [T, T] | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const low = read(value[0])
  const high = read(value[1])
  return low === undefined || high === undefined ? undefined : [low, high]
}

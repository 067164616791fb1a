/**
 * A pure function that remembers its latest results by text, at most `limit` of them ("no result" is `null`).
 * A full store is emptied at once: what is in use comes back by itself, and a hit pays for no bookkeeping.
 */
export function remember<Value extends NonNullable<unknown> | null>(
  limit: number,
  compute: (text: string) => Value,
): (text: string) => Value {
  const known = new Map<string, Value>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const value = compute(text)
    if (known.size >= limit) known.clear()
    known.set(text, value)
    return value
  }
}

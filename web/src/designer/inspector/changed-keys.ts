/** The keys whose values differ: what a change of a step is about, so that letters typed into one field are one change. */
export function changedKeys(before: object, after: object): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].filter((key) => Reflect.get(before, key) !== Reflect.get(after, key))
}

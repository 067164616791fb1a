/**
 * The object with some of its values replaced; a value set to undefined is taken out, so that a flow never carries keys
 * that say nothing.
 */
export function patch<T extends object>(value: T, part: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const next: T = { ...value, ...part }
  for (const key of Object.keys(part)) if (Reflect.get(next, key) === undefined) Reflect.deleteProperty(next, key)
  return next
}

/** Text of a field as a parameter: an empty one is no parameter at all. */
export function textOrNothing(text: string): string | undefined {
  return text === '' ? undefined : text
}

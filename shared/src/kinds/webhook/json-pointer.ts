/**
 * JSON Pointer (RFC 6901): where a value stands inside a JSON document. Only own members are found, so that a pointer
 * such as `/constructor` never reaches into the machine.
 */

/** True for `` (the whole document) and `/a/b~1c`; a `~` must be followed by 0 or 1. */
export function isJsonPointer(pointer: string): boolean {
  return /^(?:\/(?:[^~/]|~[01])*)*$/.test(pointer)
}

/** The value at the pointer, undefined where there is none or the pointer is none. */
export function valueAt(document: unknown, pointer: string): unknown {
  if (!isJsonPointer(pointer)) return undefined
  let found: unknown = document
  for (const token of pointer.split('/').slice(1)) {
    found = memberOf(found, token.replaceAll('~1', '/').replaceAll('~0', '~'))
    if (found === undefined) return undefined
  }
  return found
}

function memberOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(name) ? value[Number(name)] : undefined
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Reflect.get(value, name)
}

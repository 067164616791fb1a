import type { Json } from '../contract/json.ts'

/**
 * The value of a property by its name; where there is none of that very name, dots go into nested objects
 * (fine print 69). Only what the data itself holds is found, never what JavaScript lends to every object.
 */
export function readProperty(properties: Readonly<Record<string, Json>>, path: string): Json | undefined {
  if (Object.hasOwn(properties, path)) return properties[path]
  if (!path.includes('.')) return undefined
  let found: Json | undefined = properties
  for (const name of path.split('.')) {
    if (!isObject(found) || !Object.hasOwn(found, name)) return undefined
    found = found[name]
  }
  return found
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import { keyFromName } from '../key-from-name.ts'

/** The key of a path nobody has named yet. */
const UNNAMED = /^path(-\d+)?$/

export function newPathOutlet(paths: readonly { readonly outlet: string }[], reserved: readonly string[] = []): string {
  return keyFromName('path', [...paths.map(({ outlet }) => outlet), ...reserved], 'path')
}

/**
 * The path with a key made from its name, the first time it has one. Later names leave the key alone: journals and counts
 * of contacts on the way know the outlet by it.
 */
export function withKeyFromName<Path extends { readonly outlet: string; readonly name: string }>(
  path: Path,
  paths: readonly { readonly outlet: string }[],
  reserved: readonly string[] = [],
): Path {
  if (path.name.trim() === '' || !UNNAMED.test(path.outlet)) return path
  const others = paths.map(({ outlet }) => outlet).filter((outlet) => outlet !== path.outlet)
  return { ...path, outlet: keyFromName(path.name, [...others, ...reserved], path.outlet) }
}

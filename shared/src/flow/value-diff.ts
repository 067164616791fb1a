/** Where two JSON values differ: the path, and what stands there on either side (undefined = nothing). */
export interface ValueDifference {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/**
 * The differences of two JSON values, as deep as they can be named; undefined counts as absent, order of keys never.
 * Entries of a list that carry an `outlet` are the same entry where their outlet is; other lists are compared entry by
 * entry while they are equally long, and as a whole otherwise.
 */
export function valueDifferences(before: unknown, after: unknown, path = ''): ValueDifference[] {
  if (Object.is(before, after)) return []
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, path)
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) =>
      valueDifferences(own(before, key), own(after, key), path === '' ? key : `${path}.${key}`),
    )
  }
  return [{ path, before, after }]
}

function listDifferences(before: readonly unknown[], after: readonly unknown[], path: string): ValueDifference[] {
  const names = { before: outletsOf(before), after: outletsOf(after) }
  if (names.before && names.after)
    return namedDifferences(before, after, path, { before: names.before, after: names.after })
  if (before.length === after.length) {
    return before.flatMap((entry, index) => valueDifferences(entry, after[index], `${path}[${index}]`))
  }
  return [{ path, before, after }]
}

/** By outlet; where the same entries stand in another order, that is a difference too: the first that holds wins. */
function namedDifferences(
  before: readonly unknown[],
  after: readonly unknown[],
  path: string,
  names: { readonly before: readonly string[]; readonly after: readonly string[] },
): ValueDifference[] {
  const common = {
    before: names.before.filter((name) => names.after.includes(name)),
    after: names.after.filter((name) => names.before.includes(name)),
  }
  const reordered = common.before.some((name, index) => name !== common.after[index])
  return [
    ...(reordered ? [{ path: `${path} (order)`, before: names.before, after: names.after }] : []),
    ...names.after.flatMap((name, index) => {
      const was = names.before.indexOf(name)
      return valueDifferences(was < 0 ? undefined : before[was], after[index], `${path}[${index}]`)
    }),
    ...names.before.flatMap((name, index) =>
      names.after.includes(name) ? [] : [{ path: `${path}[${index}]`, before: before[index], after: undefined }],
    ),
  ]
}

/** The outlets of a list of entries, undefined where not every entry has one of its own. */
function outletsOf(list: readonly unknown[]): readonly string[] | undefined {
  const outlets = list.flatMap((entry) => {
    const outlet = isObject(entry) ? own(entry, 'outlet') : undefined
    return typeof outlet === 'string' ? [outlet] : []
  })
  return outlets.length === list.length && new Set(outlets).size === list.length ? outlets : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}

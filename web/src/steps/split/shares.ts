interface Weighted {
  readonly weight: number
}

/** Weights that add up to 100 and differ by one at most: 34, 33, 33. */
export function evenly<Path extends Weighted>(paths: readonly Path[]): Path[] {
  const each = Math.floor(100 / paths.length)
  const left = 100 - each * paths.length
  return paths.map((path, index) => ({ ...path, weight: each + (index < left ? 1 : 0) }))
}

/** What part of all contacts each path gets, between 0 and 1; 0 for all while no weight counts. */
export function sharesOf(paths: readonly Weighted[]): readonly number[] {
  const weights = paths.map(({ weight }) => Math.max(weight, 0))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (total === 0 ? 0 : weight / total))
}

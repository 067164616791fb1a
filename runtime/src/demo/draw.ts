/** Dice that fall the same way on every machine (mulberry32): the demo workspace is the same for everybody. */
export interface Dice {
  /** in [0, 1) */
  roll(): number
  /** a whole number in [from, to] */
  between(from: number, to: number): number
  pick<T>(values: readonly T[]): T
  chance(probability: number): boolean
}

export function dice(seed: number): Dice {
  let state = seed >>> 0
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const between = (from: number, to: number): number => from + Math.floor(roll() * (to - from + 1))
  return {
    roll,
    between,
    pick: (values) => {
      const value = values[between(0, values.length - 1)]
      if (value === undefined) throw new RangeError('nothing to pick from')
      return value
    },
    chance: (probability) => roll() < probability,
  }
}

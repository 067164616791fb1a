import { randomInt } from 'node:crypto'

const SUFFIXES = 36 ** 6

/**
 * Makes short ids that sort by time, so that new ones land on neighbouring pages of an index: `cmfx3k2a0q81zt4`. Ids of
 * one millisecond count up from a random start, so that a large import at one instant cannot draw the same one twice.
 */
export function openContactIds(): (now: number) => string {
  let lastAt = Number.NEGATIVE_INFINITY
  let suffix = 0
  return (now) => {
    suffix = now === lastAt ? suffix + 1 : randomInt(SUFFIXES / 2)
    lastAt = now
    return `c${now.toString(36).padStart(8, '0')}${(suffix % SUFFIXES).toString(36).padStart(6, '0')}`
  }
}

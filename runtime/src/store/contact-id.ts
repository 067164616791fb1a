import { randomInt } from 'node:crypto'

const SUFFIX = 36 ** 6

/** A short id that sorts by time, so that new ids land on neighbouring pages of an index: `cmfx3k2a0q81zt4`. */
export const newContactId = (now: number): string =>
  `c${now.toString(36).padStart(8, '0')}${randomInt(SUFFIX).toString(36).padStart(6, '0')}`

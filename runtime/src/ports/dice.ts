/** A fresh number in [0, 1): for jitter alone, never for decisions about contacts. */
export type Dice = () => number

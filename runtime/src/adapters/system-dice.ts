import type { Dice } from '../ports/dice.ts'

export const systemDice: Dice = () => Math.random()

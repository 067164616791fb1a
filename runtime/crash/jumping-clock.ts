/**
 * Loaded before the product (`node --import`): a wall clock that is put forward or back by SIGUSR2, by as many
 * milliseconds as the file named in `COUVEUSE_CLOCK_FILE` says. Timers keep their pace, as they do on a real machine.
 */
import { readFileSync } from 'node:fs'

const file = process.env.COUVEUSE_CLOCK_FILE ?? ''
const MachineDate = globalThis.Date
let aheadMs = 0

const readAhead = (): void => {
  aheadMs = Number(readFileSync(file, 'utf8'))
}

class JumpingDate extends MachineDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(JumpingDate.now())
    else super(...(given as [number])) // whatever the caller of a Date may give
  }
  static override now(): number {
    return MachineDate.now() + aheadMs
  }
}

globalThis.Date = JumpingDate as DateConstructor
readAhead()
process.on('SIGUSR2', readAhead)

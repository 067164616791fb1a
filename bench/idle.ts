import { setTimeout as sleep } from 'node:timers/promises'
import { cpuSeconds, withProductBeside } from './product-beside.ts'

const SETTLE_MS = 3_000

/** Part of one core that the product takes while nothing happens, in percent; Linux only. */
export async function idleCpu(seconds: number): Promise<number> {
  return withProductBeside({}, async ({ pid }) => {
    await sleep(SETTLE_MS)
    const before = cpuSeconds(pid)
    await sleep(seconds * 1000)
    return ((cpuSeconds(pid) - before) / seconds) * 100
  })
}

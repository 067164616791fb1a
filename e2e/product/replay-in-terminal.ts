import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'

const timelineVisitSchema = z.strictObject({
  seq: z.int(),
  at: z.string(),
  entered: z.string(),
  step: z.string(),
  kind: z.string(),
  outlet: z.string().nullable(),
  due: z.string().optional(),
  because: z.array(z.unknown()),
})
export type TimelineVisit = z.infer<typeof timelineVisitSchema>

const CLI = fileURLToPath(import.meta.resolve('@couveuse/runtime/cli'))

/** `couveuse replay SCENARIO --json`, as in a terminal; rejects with what it printed when it does not end with 0. */
export async function replayInTerminal(scenarioFile: string): Promise<readonly TimelineVisit[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'replay', scenarioFile, '--json'])
  return z.object({ timeline: z.array(timelineVisitSchema) }).parse(JSON.parse(stdout)).timeline
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFolder } from '@couveuse/runtime/queue/embedded-folder'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** an embedded queue to copy, there as soon as it is made: making one takes seconds of computing */
    embeddedQueue: string
  }
}

let folder: string | undefined
let making: Promise<void> | undefined

/** Before the first file of the stage. Nobody waits for the queue but those who copy it. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'couveuse-crash-shared-'))
  const queue = join(folder, 'queue')
  project.provide('embeddedQueue', queue)
  making = createFolder(queue)
  making.catch((error: unknown) => console.error('No embedded queue could be made:', error))
}

/** After the last one. */
export async function teardown(): Promise<void> {
  await Promise.allSettled([making])
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
}

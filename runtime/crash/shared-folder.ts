import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** what one test file makes and others take: removed when all have run */
    sharedFolder: string
  }
}

let folder: string | undefined

/** Before the first file of the stage. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'couveuse-crash-shared-'))
  project.provide('sharedFolder', folder)
}

/** After the last one. */
export async function teardown(): Promise<void> {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
}

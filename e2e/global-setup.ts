import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFolder } from '@couveuse/runtime/queue/embedded-folder'
import { QUEUE_MOULD } from './product/start-product.ts'

/** Makes the folder of an embedded queue once for all tests: each product would compute the same one for seconds. */
// biome-ignore lint/style/noDefaultExport: Playwright calls what this file exports by default
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-e2e-queue-'))
  const mould = join(folder, 'queue')
  await createFolder(mould)
  process.env[QUEUE_MOULD] = mould // workers inherit it
  return () => rm(folder, { recursive: true, force: true })
}

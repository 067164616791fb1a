import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Connection from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MONDAY } from '../../testing/store-fixture.ts'
import { openSqliteStore } from './open.ts'

/** Opens the store, says so, and goes on creating contacts, telling each one that was committed. */
const WRITER = `
const { openSqliteStore } = await import(process.argv[1])
const store = await openSqliteStore({ path: process.argv[2], now: ${MONDAY} })
for (let i = 0; ; i++) {
  await store.contacts.import([{ id: 'c' + i, change: { fields: { email: i + '@example.com' } } }], ${MONDAY})
  process.stdout.write('c' + i + '\\n')
}
`

describe('The writer lock', () => {
  let folder: string
  let path: string
  let child: ChildProcess | undefined
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'couveuse-lock-'))
    path = join(folder, 'store.sqlite')
  })
  afterEach(async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true })
  })
  const open = () => openSqliteStore({ path, synchronous: 'off', now: MONDAY })

  async function startWriter(): Promise<{ kill(): Promise<string[]>; pid: number | undefined }> {
    const writer = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      WRITER,
      import.meta.resolve('./open.ts'),
      path,
    ])
    child = writer
    let written = ''
    writer.stdout.setEncoding('utf8').on('data', (text: string) => {
      written += text
    })
    await once(writer.stdout, 'data')
    return {
      pid: writer.pid,
      async kill() {
        writer.kill('SIGKILL')
        await once(writer, 'close')
        return written.split('\n').filter((line) => /^c\d+$/.test(line))
      },
    }
  }

  test('a second runtime on the same file is refused, and told who has it', async () => {
    const { pid } = await startWriter()
    await expect(open()).rejects.toMatchObject({
      name: 'RequestError',
      code: 'store_in_use',
      message: expect.stringMatching(new RegExp(`store.sqlite is in use .*process ${pid} on .*2026-03-02T08:00`)),
    })
  })

  test('a runtime that was killed leaves no lock behind, and nothing of what it had committed is lost', async () => {
    const writer = await startWriter()
    const written = await writer.kill()
    const store = await open()
    const found = await store.contacts.getMany(written)
    expect(written.length).toBeGreaterThan(0)
    expect(written.filter((id) => !found.has(id))).toEqual([])
    expect(await store.operations.integrity()).toEqual([])
    await store.close()
  })

  test('a closed store lets the next one in', async () => {
    await (await open()).close()
    await (await open()).close()
  })

  test('a second store in the same process is refused too', async () => {
    const store = await open()
    await expect(open()).rejects.toMatchObject({ code: 'store_in_use' })
    await store.close()
  })

  test('readers are let in', async () => {
    const store = await open()
    const reader = new Connection(path, { readonly: true })
    expect(reader.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(0)
    reader.close()
    await store.close()
  })
})

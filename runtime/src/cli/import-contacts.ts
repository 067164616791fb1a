import { readFileSync } from 'node:fs'
import { type ImportProgress, importProgressSchema } from '@couveuse/shared/api/imports'
import { RequestError } from '@couveuse/shared/contract/problem'
import { workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import { type Config, readConfig } from '../config.ts'
import { type ImportTally, importFile } from '../contacts-import/import-contacts.ts'
import { openStore } from '../store/open-store.ts'
import type { Printer } from './printer.ts'

/**
 * `couveuse import contacts.csv`: straight into the database, or through the product where it is running, because a
 * database file has one writer. Exit 1 where rows were left out.
 */
export async function importContacts(
  file: string,
  options: { readonly json: boolean },
  print: Printer,
  now: () => number,
): Promise<number> {
  const bytes = readBytes(file)
  const config = readConfig()
  const tally = await withPlace(file, async () => {
    try {
      return await importDirectly(bytes, config, now)
    } catch (error) {
      if (!(error instanceof RequestError && error.code === 'store_in_use')) throw error
      return await importThroughProduct(bytes, config)
    }
  })
  if (options.json) print.json({ file, ...tally })
  else {
    print.line(
      `${file}: ${tally.rows} rows, ${tally.created} created, ${tally.updated} updated, ${tally.skipped} skipped`,
    )
    for (const { line, column, level, code, message } of tally.errors) {
      print.line(`  line ${line}${column === undefined ? '' : `, ${column}`}: ${level}: ${message} [${code}]`)
    }
  }
  return tally.errorCount > 0 ? 1 : 0
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new RequestError(
      'unreadable_file',
      `${file}: cannot be read (${error instanceof Error ? error.message : String(error)})`,
    )
  }
}

/** Every error names the file it is about. */
async function withPlace<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RequestError && !error.message.startsWith(file)) {
      throw new RequestError(
        error.code,
        `${file}: ${error.message}`,
        error.path === undefined ? {} : { path: error.path },
      )
    }
    throw error
  }
}

async function importDirectly(bytes: Uint8Array, config: Config, now: () => number): Promise<ImportTally> {
  const store = await openStore(config, now())
  try {
    const settings = workspaceSettingsSchema.parse((await store.settings.get()).document)
    return await importFile(bytes, settings, { contacts: store.contacts, now, ring: () => undefined })
  } finally {
    await store.close()
  }
}

async function importThroughProduct(bytes: Uint8Array, { host, port }: Config): Promise<ImportTally> {
  const base = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}/api/contacts/imports`
  let progress = await ask(base, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: new Uint8Array(bytes),
  })
  while (progress.state === 'running') progress = await ask(`${base}/${encodeURIComponent(progress.id)}`, {})
  return progress
}

async function ask(url: string, init: RequestInit): Promise<ImportProgress> {
  const response = await fetch(url, init)
  const json: unknown = await response.json()
  if (response.ok) return importProgressSchema.parse(json)
  const { code, message } = problemOf(json)
  throw new RequestError(code, message)
}

function problemOf(json: unknown): { readonly code: string; readonly message: string } {
  const found = typeof json === 'object' && json !== null ? json : {}
  const code = 'code' in found && typeof found.code === 'string' ? found.code : 'refused'
  const message =
    'message' in found && typeof found.message === 'string' ? found.message : 'the running product refused the file'
  return { code, message }
}

import { setImmediate as breathe } from 'node:timers/promises'
import { IMPORT_ERRORS_LISTED, type ImportError, type ImportPreview } from '@couveuse/shared/api/imports'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import type { ContactStore, ImportOutcome, ImportRow } from '../store/contacts.ts'
import { type PreparedImport, type PreparedRow, prepareImport } from './prepare-import.ts'

/** A chunk is one transaction; nobody else has a turn meanwhile. */
const CHUNK = 500
const PREVIEW_ROWS = 20

export interface ImportTally {
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly skipped: number
  readonly errorCount: number
  readonly errors: readonly ImportError[]
}

/** What has been written so far, told after every chunk. `progress` from 0 to 1. */
export type OnProgress = (tally: ImportTally, progress: number) => void

/**
 * Writes a prepared file, chunk by chunk, each in one transaction. A row whose address is known changes that contact, the
 * others make new ones; run again after a crash it comes to the same end, because rows find what they wrote.
 */
export async function importContacts(
  prepared: PreparedImport,
  target: { readonly contacts: Pick<ContactStore, 'import'>; now(): number; ring(): void },
  onProgress: OnProgress = () => undefined,
): Promise<ImportTally> {
  let tally = tallyOf(prepared)
  for (let from = 0; from < prepared.rows.length; from += CHUNK) {
    const chunk = prepared.rows.slice(from, from + CHUNK)
    const outcomes = await target.contacts.import(
      chunk.map(({ row }) => row),
      target.now(),
    )
    tally = count(tally, chunk, outcomes)
    target.ring()
    await breathe()
    onProgress(tally, Math.min(1, (from + chunk.length) / prepared.rows.length))
  }
  return tally
}

/** What an import would do; nothing is written. */
export async function previewImport(
  prepared: PreparedImport,
  source: { readonly contacts: Pick<ContactStore, 'previewImport'> },
): Promise<ImportPreview> {
  let tally = tallyOf(prepared)
  for (let from = 0; from < prepared.rows.length; from += CHUNK) {
    const chunk = prepared.rows.slice(from, from + CHUNK)
    tally = count(tally, chunk, await source.contacts.previewImport(chunk.map(({ row }) => row)))
    await breathe()
  }
  return {
    ...tally,
    errors: [...tally.errors],
    delimiter: prepared.delimiter,
    columns: [...prepared.columns],
    preview: prepared.rows.slice(0, PREVIEW_ROWS).map(({ row }) => flatten(row)),
  }
}

/** Read, judge and write in one go: what the CLI does. */
export async function importFile(
  bytes: Uint8Array,
  settings: WorkspaceSettings,
  target: { readonly contacts: Pick<ContactStore, 'import'>; now(): number; ring(): void },
): Promise<ImportTally> {
  return importContacts(await prepareImport(bytes, { settings }), target)
}

export function tallyOf(prepared: PreparedImport): ImportTally {
  return {
    rows: prepared.total,
    created: 0,
    updated: 0,
    skipped: prepared.total - prepared.rows.length,
    errorCount: prepared.errorCount,
    errors: prepared.findings,
  }
}

function count(tally: ImportTally, rows: readonly PreparedRow[], outcomes: readonly ImportOutcome[]): ImportTally {
  let { created, updated, skipped, errorCount } = tally
  const errors = [...tally.errors]
  rows.forEach(({ line }, index) => {
    const outcome = outcomes[index]
    if (outcome?.type === 'created') created += 1
    else if (outcome?.type === 'updated') updated += 1
    else skipped += 1
    if (outcome?.type !== 'email_taken') return
    errorCount += 1
    const message = `contact "${outcome.contactId}" has this e-mail address already, under another id`
    if (errors.length < IMPORT_ERRORS_LISTED) errors.push({ line, level: 'error', code: 'email_taken', message })
  })
  return { ...tally, created, updated, skipped, errorCount, errors }
}

/** A row as people read it: field -> text. */
function flatten({ id, change }: ImportRow): Record<string, string> {
  const texts: [string, string][] = []
  if (id !== undefined) texts.push(['id', id])
  for (const [name, value] of Object.entries(change.fields ?? {})) texts.push([`contact.${name}`, shown(value)])
  for (const [name, value] of Object.entries(change.account ?? {})) texts.push([`account.${name}`, shown(value)])
  for (const [name, value] of Object.entries(change.consent ?? {})) texts.push([`consent.${name}`, shown(value)])
  for (const [name, value] of Object.entries(change.bant ?? {})) texts.push([`bant.${name}`, shown(value)])
  if (change.addTags) texts.push(['contact.tags', shown(change.addTags)])
  if (change.addLists) texts.push(['contact.lists', shown(change.addLists)])
  if (change.stage) texts.push(['stage', change.stage])
  if (change.suppressed) texts.push(['suppressed', shown(change.suppressed)])
  return Object.fromEntries(texts)
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value)
}

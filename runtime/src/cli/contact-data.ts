import { writeFileSync } from 'node:fs'
import { contactFileSchema, contactListSchema } from '@couveuse/shared/api/contacts'
import { RequestError } from '@couveuse/shared/contract/problem'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import { type ContactFile, contactFile, findContact } from '../operations/contact-file.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { askProduct } from './ask-product.ts'
import type { Printer } from './printer.ts'

/** `couveuse export-contact ID|E-MAIL [--out FILE]`: all that is kept about one person, as JSON. */
export async function exportContact(
  name: string,
  options: { readonly out?: string },
  print: Printer,
  now: () => number,
): Promise<number> {
  const file = await withStore(now, {
    directly: async (store) => {
      const id = await findContact(store, name)
      return id === undefined ? undefined : contactFile(store, id, now())
    },
    through: async () => {
      const id = await findThroughProduct(name)
      if (id === undefined) return undefined
      return askProduct(`/api/contacts/${encodeURIComponent(id)}/export`, contactFileSchema)
    },
  })
  if (!file) throw unknown(name)
  write(file, options.out, print)
  return 0
}

/** `couveuse erase-contact ID|E-MAIL --yes`: the person and all that is kept about them, for good. */
export async function eraseContact(
  name: string,
  options: { readonly isSure: boolean },
  print: Printer,
  now: () => number,
): Promise<number> {
  if (!options.isSure)
    throw new RequestError(
      'not_confirmed',
      `couveuse erase-contact: this cannot be undone; add --yes to erase ${name}, perhaps after couveuse export-contact`,
    )
  const isErased = await withStore(now, {
    directly: async (store) => {
      const id = await findContact(store, name)
      return id !== undefined && store.contacts.delete(id, now())
    },
    through: async () => {
      const id = await findThroughProduct(name)
      if (id === undefined) return false
      await askProduct(`/api/contacts/${encodeURIComponent(id)}`, z.null(), { method: 'DELETE' })
      return true
    },
  })
  if (!isErased) throw unknown(name)
  print.line('Erased. What flows have counted stays counted; backups taken before still know the contact.')
  return 0
}

/** A database file has one writer: where the product runs on it, the product is asked. */
async function withStore<T>(
  now: () => number,
  ways: { readonly directly: (store: Store) => Promise<T>; readonly through: () => Promise<T> },
): Promise<T> {
  const opening = openStore(readConfig(), now()).catch((error: unknown) => {
    if (error instanceof RequestError && error.code === 'store_in_use') return undefined
    throw error
  })
  const store = await opening
  if (!store) return ways.through()
  try {
    return await ways.directly(store)
  } finally {
    await store.close()
  }
}

async function findThroughProduct(name: string): Promise<string | undefined> {
  const search = `/api/contacts?search=${encodeURIComponent(name)}&limit=50`
  const isIt = ({ id, email }: { id: string; email: string | null }): boolean =>
    id === name || email?.toLowerCase() === name.toLowerCase()
  const known = (await askProduct(search, contactListSchema)).items.find(isIt)
  if (known) return known.id
  // Ids are not searched for: asked as one, the product says whether it is.
  return askProduct(`/api/contacts/${encodeURIComponent(name)}`, z.object({ id: z.string() })).then(
    ({ id }) => id,
    (error: unknown) => {
      if (error instanceof RequestError && error.code === 'contact_not_found') return undefined
      throw error
    },
  )
}

function write(file: Pick<ContactFile, 'record'>, out: string | undefined, print: Printer): void {
  if (out === undefined) return print.json(file)
  writeFileSync(out, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 })
  print.line(out)
}

const unknown = (name: string): RequestError =>
  new RequestError('contact_not_found', `there is no contact "${name}": give an id or an e-mail address`)

import type { ImportProgress } from '@couveuse/shared/api/imports'
import { RequestError } from '@couveuse/shared/contract/problem'
import { importContacts, tallyOf } from '../contacts-import/import-contacts.ts'
import type { PreparedImport } from '../contacts-import/prepare-import.ts'
import type { Store } from '../store/store.ts'

const KEPT = 50

/** Imports under way and the last ones done. Lost on restart, as only progress is here: what was written is in the store. */
export interface ImportDesk {
  /** Begins to write and answers what has come of it, at the latest after `withinMs`. */
  begin(prepared: PreparedImport, withinMs: number): Promise<ImportProgress>
  find(id: string): ImportProgress | undefined
}

export function importDesk(options: {
  readonly store: Store
  readonly now: () => number
  readonly ring: () => void
  readonly newId: () => string
  readonly onError: (error: unknown) => void
}): ImportDesk {
  const { store, now, ring } = options
  const known = new Map<string, ImportProgress>()

  function keep(progress: ImportProgress): void {
    known.set(progress.id, progress)
    const oldest = known.keys().next()
    if (known.size > KEPT && !oldest.done) known.delete(oldest.value)
  }

  async function write(id: string, prepared: PreparedImport): Promise<void> {
    const columns = [...prepared.columns]
    const told = (tally: ReturnType<typeof tallyOf>) => ({ ...tally, errors: [...tally.errors] })
    keep({ id, state: 'running', progress: 0, ...told(tallyOf(prepared)), columns, message: null })
    try {
      const tally = await importContacts(prepared, { contacts: store.contacts, now, ring }, (soFar, progress) => {
        keep({ id, state: 'running', progress, ...told(soFar), columns, message: null })
      })
      keep({ id, state: 'done', progress: 1, ...told(tally), columns, message: null })
    } catch (error) {
      if (!(error instanceof RequestError)) options.onError(error)
      const before = known.get(id)
      const message = 'The import stopped; what was written so far stays. Import the same file again to go on.'
      if (before) keep({ ...before, state: 'failed', message })
    }
  }

  return {
    async begin(prepared, withinMs) {
      const id = options.newId()
      const work = write(id, prepared)
      await Promise.race([work, waitFor(withinMs)])
      const progress = known.get(id)
      if (!progress) throw new RequestError('import_not_found', `Import "${id}" is gone.`, { status: 404 })
      return progress
    },
    find: (id) => known.get(id),
  }
}

function waitFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

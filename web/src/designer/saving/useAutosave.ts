import type { FlowDetail } from '@couveuse/shared/api/flows'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useConnection } from '../../app/connection.ts'
import { detailKey, loadDraft, rememberSave, saveDraft } from '../queries.ts'
import type { DesignerStore } from '../store/designer-store.ts'
import { type Autosave, type SaveState, startAutosave } from './autosave.ts'

/** Saves the draft by itself for as long as the designer is open, and what is left when it closes. */
export function useAutosave(
  store: DesignerStore,
  key: string,
  revision: number,
): { readonly autosave: Autosave; readonly state: SaveState } {
  const queries = useQueryClient()
  const connection = useConnection()
  const [autosave] = useState(() =>
    startAutosave(store, revision, {
      save: (flow, known) => saveDraft(key, flow, known),
      load: () => loadDraft(key),
      onSaved: ({ draftRevision, hasUnpublishedChanges, updatedAt }) => {
        queries.setQueryData<FlowDetail>(detailKey(key), (detail) =>
          detail ? { ...detail, draftRevision, hasUnpublishedChanges, updatedAt } : detail,
        )
      },
      later: (work, milliseconds) => {
        const timer = setTimeout(work, milliseconds)
        return () => clearTimeout(timer)
      },
    }),
  )
  const state = useStore(autosave.state)

  useEffect(() => {
    if (connection === 'reachable' && autosave.state.getState().type === 'offline') void autosave.flush()
  }, [connection, autosave])

  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (autosave.state.getState().type === 'saved') return
      void autosave.flush()
      event.preventDefault()
    }
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') void autosave.flush()
    }
    addEventListener('beforeunload', onUnload)
    document.addEventListener('visibilitychange', onHide)
    return () => {
      removeEventListener('beforeunload', onUnload)
      document.removeEventListener('visibilitychange', onHide)
      // Whoever opens this flow again waits for this save first.
      rememberSave(
        key,
        autosave.flush().then(() => autosave.stop()),
      )
    }
  }, [autosave, key])

  return { autosave, state }
}

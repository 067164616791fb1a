import type { DraftSaved } from '@couveuse/shared/api/flows'
import type { Flow } from '@couveuse/shared/flow/schema'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { ApiError, OfflineError } from '../../app/api-error.ts'
import type { DesignerStore } from '../store/designer-store.ts'

/** How the draft stands with the server. */
export type SaveState =
  | { readonly type: 'saved' }
  | { readonly type: 'pending' }
  | { readonly type: 'saving' }
  /** the server does not answer; it is tried again */
  | { readonly type: 'offline' }
  /** somebody else saved meanwhile: a person has to choose */
  | { readonly type: 'conflict'; readonly theirs: Flow; readonly revision: number }
  /** the server will not take it, however often it is asked */
  | { readonly type: 'refused'; readonly error: unknown }

export interface AutosavePorts {
  save(flow: Flow, revision: number): Promise<DraftSaved>
  /** the draft as the server has it */
  load(): Promise<{ readonly flow: Flow; readonly revision: number }>
  onSaved?(saved: DraftSaved): void
  /** runs something later; calls it off by what it returns */
  later(work: () => void, milliseconds: number): () => void
}

/** How long after the last change the draft is saved. */
const PAUSE = 700
const FIRST_RETRY = 3_000
const LONGEST_RETRY = 30_000

export interface Autosave {
  readonly state: StoreApi<SaveState>
  /** the revision of the draft as it was last saved or opened */
  revision(): number
  /** saves now what is not saved yet; true once nothing is left to save */
  flush(): Promise<boolean>
  /** answers a conflict: write ours over theirs, or take theirs (ours can be had back by undo) */
  resolve(choice: 'mine' | 'theirs'): void
  /** Takes a draft that the server has made by itself (a version rolled back to); ours can be had back by undo. */
  adopt(draft: { readonly flow: Flow; readonly revision: number }): void
  stop(): void
}

/** Keeps the server's draft in step with the one on screen: one save at a time, the newest state wins. */
export function startAutosave(designer: DesignerStore, revision: number, ports: AutosavePorts): Autosave {
  const state = createStore<SaveState>(() => ({ type: 'saved' }))
  const set = (next: SaveState): void => state.setState(next, true)
  let known = { flow: designer.getState().flow, revision }
  let running: Promise<void> | undefined
  let callOff: (() => void) | undefined
  let retry = FIRST_RETRY

  const isSaved = (): boolean => designer.getState().flow === known.flow
  const schedule = (milliseconds: number): void => {
    callOff?.()
    callOff = ports.later(() => void save(), milliseconds)
  }

  const save = async (): Promise<void> => {
    callOff?.()
    callOff = undefined
    if (running !== undefined) return running
    if (isSaved() || state.getState().type === 'conflict') return
    running = saveOnce()
    await running
    running = undefined
    const { type } = state.getState()
    if (!isSaved() && type === 'saved') {
      set({ type: 'pending' })
      schedule(PAUSE)
    }
  }

  const saveOnce = async (): Promise<void> => {
    const { flow } = designer.getState()
    set({ type: 'saving' })
    try {
      const saved = await ports.save(flow, known.revision)
      known = { flow, revision: saved.draftRevision }
      retry = FIRST_RETRY
      set({ type: 'saved' })
      ports.onSaved?.(saved)
    } catch (error) {
      await failed(error)
    }
  }

  const failed = async (error: unknown): Promise<void> => {
    if (error instanceof ApiError && error.code === 'draft_conflict') {
      try {
        const theirs = await ports.load()
        set({ type: 'conflict', theirs: theirs.flow, revision: theirs.revision })
      } catch (loadError) {
        await failed(loadError)
      }
      return
    }
    if (error instanceof OfflineError || (error instanceof ApiError && error.status >= 500)) {
      set({ type: 'offline' })
      schedule(retry)
      retry = Math.min(retry * 2, LONGEST_RETRY)
      return
    }
    set({ type: 'refused', error })
  }

  const take = (draft: { readonly flow: Flow; readonly revision: number }): void => {
    known = draft
    set({ type: 'pending' })
    designer.endGroup()
    designer.getState().edit({ type: 'replace', flow: draft.flow })
    // The edit writes down places that the server's draft may not have: then that is what is left to save.
    if (isSaved()) set({ type: 'saved' })
    else schedule(PAUSE)
  }

  const unsubscribe = designer.subscribe((next, before) => {
    if (next.flow === before.flow) return
    const { type } = state.getState()
    if (type === 'conflict' || type === 'saving') return
    if (isSaved()) {
      callOff?.()
      if (type === 'pending') set({ type: 'saved' })
      return
    }
    if (type !== 'offline') {
      set({ type: 'pending' })
      schedule(PAUSE)
    }
  })

  return {
    state,
    revision: () => known.revision,
    async flush() {
      // Twice: a save that was under way may have left with an older state.
      await save()
      await save()
      return isSaved()
    },
    resolve(choice) {
      const conflict = state.getState()
      if (conflict.type !== 'conflict') return
      if (choice === 'theirs') return take({ flow: conflict.theirs, revision: conflict.revision })
      known = { flow: conflict.theirs, revision: conflict.revision }
      set({ type: 'pending' })
      schedule(0)
    },
    adopt: take,
    stop() {
      callOff?.()
      unsubscribe()
    },
  }
}

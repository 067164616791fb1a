import type { Flow } from '@couveuse/shared/flow/schema'
import { describe, expect, it } from 'vitest'
import { ApiError, OfflineError } from '../../app/api-error.ts'
import { undo } from '../store/DesignerContext.ts'
import { createDesignerStore } from '../store/designer-store.ts'
import { smallFlow } from '../testing/flows.ts'
import { startAutosave } from './autosave.ts'

/** A designer, a server with a draft of its own, and a clock that stands until it is moved. */
function open() {
  const designer = createDesignerStore(smallFlow())
  const server = { flow: smallFlow(), revision: 7, saves: 0, isDown: false, refusal: undefined as Error | undefined }
  let later: { readonly work: () => void; readonly at: number } | undefined
  let now = 0
  const autosave = startAutosave(designer, 7, {
    async save(flow: Flow, revision: number) {
      server.saves += 1
      if (server.isDown) throw new OfflineError('no answer')
      if (server.refusal) throw server.refusal
      if (revision !== server.revision) throw conflict()
      server.flow = flow
      server.revision += 1
      return {
        draftRevision: server.revision,
        hasUnpublishedChanges: true,
        problems: [],
        updatedAt: '2026-03-02T08:00:00Z',
      }
    },
    async load() {
      if (server.isDown) throw new OfflineError('no answer')
      return { flow: server.flow, revision: server.revision }
    },
    later(work, milliseconds) {
      const mine = { work, at: now + milliseconds }
      later = mine
      return () => {
        if (later === mine) later = undefined
      }
    },
  })
  const pass = async (milliseconds: number): Promise<void> => {
    now += milliseconds
    if (later && later.at <= now) {
      const { work } = later
      later = undefined
      work()
    }
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
  }
  const rename = (label: string): void => designer.getState().edit({ type: 'set_label', id: 'welcome', label })
  return { designer, server, autosave, pass, rename, state: () => autosave.state.getState().type }
}

function conflict(): ApiError {
  return new ApiError(409, { code: 'draft_conflict', message: 'changed meanwhile', body: {} })
}

describe('the draft saves itself', () => {
  it('a moment after the last change, with the revision it knows', async () => {
    const { server, pass, rename, state, autosave } = open()
    expect(state()).toBe('saved')
    rename('A')
    expect(state()).toBe('pending')
    await pass(300)
    rename('AB')
    await pass(500)
    expect(server.saves).toBe(0)
    await pass(300)
    expect([server.saves, server.flow.steps.welcome?.label, state(), autosave.revision()]).toEqual([
      1,
      'AB',
      'saved',
      8,
    ])
  })

  it('once more when it changed while it was being saved', async () => {
    const { server, pass, rename, state, autosave } = open()
    rename('A')
    const saving = autosave.flush()
    rename('B')
    await saving
    expect(server.flow.steps.welcome?.label).toBe('B')
    await pass(1_000)
    expect(state()).toBe('saved')
  })

  it('not at all when a change was undone in time', async () => {
    const { designer, server, pass, rename, state } = open()
    rename('A')
    undo(designer)
    expect(state()).toBe('saved')
    await pass(5_000)
    expect(server.saves).toBe(0)
  })

  it('again and again, less and less often, while the server does not answer', async () => {
    const { server, pass, rename, state } = open()
    server.isDown = true
    rename('A')
    await pass(700)
    expect(state()).toBe('offline')
    await pass(3_000)
    await pass(3_000)
    expect(server.saves).toBe(2)
    server.isDown = false
    await pass(3_000)
    expect([state(), server.flow.steps.welcome?.label]).toEqual(['saved', 'A'])
  })

  it('never over what somebody else saved, without asking', async () => {
    const { server, pass, rename, state } = open()
    server.revision = 12
    server.flow = { ...smallFlow(), name: 'Theirs' }
    rename('Mine')
    await pass(700)
    expect(state()).toBe('conflict')
    rename('Mine too')
    await pass(60_000)
    expect([server.flow.name, state()]).toEqual(['Theirs', 'conflict'])
  })

  it('says why where the server will not take it', async () => {
    const { server, pass, rename, autosave } = open()
    server.refusal = new ApiError(400, { code: 'wrong_shape', message: 'no', body: {} })
    rename('A')
    await pass(700)
    expect(autosave.state.getState()).toEqual({ type: 'refused', error: server.refusal })
    server.refusal = undefined
    rename('B')
    await pass(700)
    expect(autosave.state.getState().type).toBe('saved')
  })
})

describe('after a conflict', () => {
  async function inConflict() {
    const all = open()
    all.server.revision = 12
    all.server.flow = { ...smallFlow(), name: 'Theirs' }
    all.rename('Mine')
    await all.pass(700)
    return all
  }

  it('mine is written over theirs', async () => {
    const { autosave, server, pass, state } = await inConflict()
    autosave.resolve('mine')
    await pass(0)
    expect([server.flow.steps.welcome?.label, server.flow.name, state()]).toEqual(['Mine', 'Sample', 'saved'])
  })

  it('theirs is taken, and mine stays one undo away', async () => {
    const { autosave, designer, pass } = await inConflict()
    autosave.resolve('theirs')
    await pass(1_000)
    expect(designer.getState().flow.name).toBe('Theirs')
    undo(designer)
    expect(designer.getState().flow.steps.welcome?.label).toBe('Mine')
  })
})

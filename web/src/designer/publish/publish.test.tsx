import type { FlowDetail } from '@couveuse/shared/api/flows'
import type { MigrationOffer, MigrationPreview } from '@couveuse/shared/api/publications'
import { writeFlow } from '@couveuse/shared/flow/write-flow'
import { screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderInApp } from '../../app/testing/render.tsx'
import { EditingProvider } from '../../steps/editing.ts'
import { emptyWorkspace } from '../../steps/workspace.ts'
import { PublishDialog } from '../dialogs/PublishDialog.tsx'
import { ResumeDialog } from '../dialogs/ResumeDialog.tsx'
import { AutosaveProvider } from '../saving/AutosaveContext.ts'
import { type Autosave, startAutosave } from '../saving/autosave.ts'
import { DesignerProvider } from '../store/DesignerContext.ts'
import { createDesignerStore } from '../store/designer-store.ts'
import { flowOf } from '../testing/flows.ts'
import { RollBackDialog } from './RollBackDialog.tsx'
import { VersionsDialog } from './VersionsDialog.tsx'

const running = flowOf({
  hello: { kind: 'email', label: 'Hello', inline: { subject: 'Hi', body: 'Hello' }, next: { sent: 'pause' } },
  pause: { kind: 'wait', label: 'A pause', for: 'P3D', next: { done: 'bye' } },
  bye: { kind: 'end', reason: 'read', outcome: 'neutral' },
})
const draft = flowOf({
  hello: { kind: 'email', label: 'Hello', inline: { subject: 'Hi', body: 'Hello' }, next: { sent: 'pause' } },
  pause: { kind: 'wait', label: 'A pause', for: 'P5D' },
})
const counts = { open: 9, waiting: 8, failed: 1, converted: 0, ended: 0, left: 0, entered: 9 }
const detail: FlowDetail = {
  ...{ key: 'sample', name: 'Sample', description: null, status: 'published', version: 2, hasUnpublishedChanges: true },
  ...{ counts, problems: [], overdue: 0, draftRevision: 4, updatedAt: '2026-03-02T08:00:00Z', publishedAt: null },
  flow: { dsl: 1 },
}
const place = { version: 2, waiting: 5, failed: 0, kind: 'wait', goesOn: true } as const
const offer: MigrationOffer = {
  ...{ key: 'sample', next: 3, restores: null, revision: 4, isPaused: false },
  places: [
    { ...place, step: 'listen', label: 'Any click?', kind: 'listen', change: 'removed', goesOn: false, failed: 1 },
    { ...place, step: 'pause', label: 'A pause', change: 'changed', waiting: 2 },
    { ...place, step: 'hello', label: 'Hello', kind: 'email', change: 'unchanged', waiting: 1 },
  ],
  steps: [
    { id: 'hello', label: 'Hello', kind: 'email' },
    { id: 'pause', label: 'A pause', kind: 'wait' },
  ],
}
const outlook = { blocked: [], ways: [], sent: [], waiting: [], ended: [], failed: [] }
const preview: MigrationPreview = {
  ...{ at: '2026-03-02T08:00:00Z', until: '2026-03-09T08:00:00Z', here: 9, tried: 6, isPaused: false },
  places: [
    {
      ...{ version: 2, step: 'listen', here: 6, tried: 4 },
      ...outlook,
      sent: [{ step: 'hello', label: 'Hello', channel: 'email', count: 4 }],
    },
    {
      ...{ version: 2, step: 'pause', here: 2, tried: 2 },
      ...outlook,
      failed: [{ step: 'hello', label: 'Hello', code: 'template_error', message: 'a {{ is never closed', count: 1 }],
      waiting: [{ step: 'pause', label: 'A pause', count: 1 }],
    },
  ],
}

interface Asked {
  readonly path: string
  readonly body: unknown
}
let asked: Asked[] = []
let refusal: { status: number; code: string; message: string } | undefined
const bodiesOf = (end: string) => asked.filter(({ path }) => path.endsWith(end)).map(({ body }) => body)

beforeEach(() => {
  asked = []
  refusal = undefined
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    const path = new URL(address, 'http://localhost').pathname
    asked.push({ path, body: init?.body ? JSON.parse(String(init.body)) : undefined })
    if (path.endsWith('/migration')) return Response.json(offer)
    if (path.endsWith('/preview')) return Response.json(preview)
    if (path.endsWith('/publish')) {
      if (refusal) return Response.json({ type: 'x', title: 'x', ...refusal }, { status: refusal.status })
      return Response.json({ key: 'sample', version: 3, publishedAt: '2026-03-02T08:00:00Z', problems: [], told: 9 })
    }
    const version = { publishedAt: '2026-03-01T08:00:00Z', open: 9, entered: 9, restores: null }
    if (path.endsWith('/versions'))
      return Response.json({
        items: [
          { ...version, version: 2 },
          { ...version, version: 1, open: 0, restores: 1 },
        ],
      })
    const number = Number(path.split('/').at(-1))
    return Response.json({ ...version, version: number, flow: writeFlow(number === 1 ? draft : running), messages: {} })
  })
})
afterEach(() => vi.unstubAllGlobals())

function inDesigner(dialog: ReactNode) {
  const store = createDesignerStore(draft)
  const autosave: Autosave = startAutosave(store, 4, {
    save: () => Promise.reject(new Error('nothing is to be saved here')),
    load: () => Promise.reject(new Error('nothing is to be loaded here')),
    later: () => () => undefined,
  })
  return renderInApp(
    <DesignerProvider value={store}>
      <AutosaveProvider value={autosave}>
        <EditingProvider value={{ workspace: emptyWorkspace, flow: draft, isReadOnly: false }}>
          {dialog}
        </EditingProvider>
      </AutosaveProvider>
    </DesignerProvider>,
  )
}
const fateOf = (name: string) =>
  screen.findByRole('combobox', { name: `What becomes of those at “${name}”, version 2` })
const choose = async (user: ReturnType<typeof renderInApp>['user'], name: string, answer: string) => {
  await user.click(await fateOf(name))
  await user.click(await screen.findByRole('option', { name: answer }))
}
const publish = () => screen.findByRole('button', { name: 'Publish version 3' })

describe('publishing over contacts who are on the way', () => {
  it('lets everybody stay unless somebody says otherwise', async () => {
    const { user } = inDesigner(<PublishDialog detail={detail} onClose={() => undefined} />)
    await fateOf('Any click?')
    expect(screen.getByText('9 stay · 0 move · 0 end')).toBeTruthy()
    await waitFor(async () => expect((await publish()).hasAttribute('disabled')).toBe(false))
    await user.click(await publish())
    await waitFor(() => expect(bodiesOf('/publish')).toEqual([{ revision: 4, current: 2, migration: {} }]))
  })

  it('says who waits where, and what would really come of it, with how many it was tried', async () => {
    inDesigner(<PublishDialog detail={detail} onClose={() => undefined} />)
    const places = within(await screen.findByRole('list', { name: 'Contacts on the way, step by step' }))
    expect(await places.findByText('version 2 · 5 wait here · 1 stopped by an error')).toBeTruthy()
    expect(places.getByText('removed')).toBeTruthy()
    expect(await places.findByText('4 get “Hello”')).toBeTruthy()
    expect(places.getByText('1 is stopped at “Hello”: a {{ is never closed')).toBeTruthy()
    expect(screen.getByText(/^Tried out with 6 of 9 contacts/)).toBeTruthy()
    expect(screen.queryByText('unchanged')).toBeNull()
  })

  it('moves all whose step still exists at one click, unchanged ones too', async () => {
    const { user } = inDesigner(<PublishDialog detail={detail} onClose={() => undefined} />)
    await user.click(await screen.findByText('Move all whose step still exists'))
    expect(screen.getByText('6 stay · 3 move · 0 end')).toBeTruthy()
    const plan = { 2: { pause: { to: 'pause' }, hello: { to: 'hello' } } }
    await waitFor(() => expect(bodiesOf('/preview').at(-1)).toMatchObject({ migration: plan, days: 7 }))
    await user.click(await publish())
    await waitFor(() => expect(bodiesOf('/publish')).toEqual([{ revision: 4, current: 2, migration: plan }]))
  })

  it('moves those of a removed step to another one, or ends their trip for a reason that is needed', async () => {
    const { user } = inDesigner(<PublishDialog detail={detail} onClose={() => undefined} />)
    await choose(user, 'Any click?', 'A pause')
    await waitFor(() =>
      expect(bodiesOf('/preview').at(-1)).toMatchObject({ migration: { 2: { listen: { to: 'pause' } } } }),
    )
    await choose(user, 'Any click?', 'End their trip')
    const reason = screen.getByRole('textbox', { name: 'Why those at “Any click?”, version 2, end' })
    await user.clear(reason)
    expect(screen.getByText('Give a reason: it is kept with their trip.')).toBeTruthy()
    expect((await publish()).hasAttribute('disabled')).toBe(true)
    await user.type(reason, 'over')
    await user.click(await publish())
    await waitFor(() =>
      expect(bodiesOf('/publish')).toEqual([
        { revision: 4, current: 2, migration: { 2: { listen: { end: 'over' } } } },
      ]),
    )
  })

  it('shows the steps that do not change when asked', async () => {
    const { user } = inDesigner(<PublishDialog detail={detail} onClose={() => undefined} />)
    const more = await screen.findByRole('button', { name: '1 contact at steps that do not change' })
    expect(more.getAttribute('aria-expanded')).toBe('false')
    await user.click(more)
    expect(await fateOf('Hello')).toBeTruthy()
  })

  it('says why it was not published', async () => {
    refusal = { status: 409, code: 'version_superseded', message: 'Version 3 was published meanwhile.' }
    const { user } = inDesigner(<PublishDialog detail={detail} onClose={() => undefined} />)
    await fateOf('A pause')
    await waitFor(async () => expect((await publish()).hasAttribute('disabled')).toBe(false))
    await user.click(await publish())
    expect(await screen.findByText('Version 3 was published meanwhile.')).toBeTruthy()
  })
})

describe('the versions', () => {
  it('are listed with who is in them, and any of them is looked at, compared, or gone back to', async () => {
    const looked = vi.fn()
    const back = vi.fn()
    const { user } = inDesigner(
      <VersionsDialog flowKey="sample" current={2} onLook={looked} onRollBack={back} onClose={() => undefined} />,
    )
    expect(await screen.findByText('runs now')).toBeTruthy()
    expect(screen.getByText('version 1 again')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Roll back to version 2…' }).hasAttribute('disabled')).toBe(true)
    await user.click(screen.getByRole('button', { name: 'Roll back to version 1…' }))
    expect(back).toHaveBeenCalledWith(1)
    await user.click(screen.getByRole('button', { name: 'Look at version 1' }))
    expect(looked).toHaveBeenCalledWith(1)
    await user.click(screen.getByRole('button', { name: 'Compare version 1' }))
    expect(await screen.findByText('“A pause”: from “Wait 5 days” to “Wait 3 days”')).toBeTruthy()
    await user.click(screen.getByRole('combobox', { name: 'Compare with' }))
    await user.click(await screen.findByRole('option', { name: 'the draft' }))
    expect(await screen.findByText('Both do the same; only places, labels or notes differ.')).toBeTruthy()
  })

  it('roll back with a plan of their own, and leave the draft unless told otherwise', async () => {
    const closed = vi.fn()
    const { user } = inDesigner(<RollBackDialog flowKey="sample" version={1} current={2} onClose={closed} />)
    expect(await screen.findByText('“A pause”: from “Wait 3 days” to “Wait 5 days”')).toBeTruthy()
    await user.click(await screen.findByText('Move all whose step still exists'))
    await user.click(screen.getByRole('button', { name: 'Publish version 1 again' }))
    await waitFor(() => expect(closed).toHaveBeenCalled())
    expect(bodiesOf('/versions/1/publish')).toEqual([
      { revision: 4, current: 2, migration: { 2: { pause: { to: 'pause' }, hello: { to: 'hello' } } }, draft: 'keep' },
    ])
    expect(bodiesOf('/preview')[0]).toMatchObject({ version: 1 })
  })
})

describe('a paused flow in the designer', () => {
  it('says how many became due, and by default lets them go on one after the other', async () => {
    const answer = globalThis.fetch
    vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
      if (init?.method !== 'POST') return Response.json({ ...detail, status: 'paused', overdue: 12 })
      await answer(address, init)
      return Response.json({ key: 'sample', status: 'published', version: 2, overdue: 0 })
    })
    const closed = vi.fn()
    const { user } = inDesigner(<ResumeDialog flowKey="sample" name="Sample" onClose={closed} />)
    expect(await screen.findByText('Meanwhile 12 contacts have become due.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Resume' }))
    await waitFor(() => expect(closed).toHaveBeenCalled())
    expect(bodiesOf('/resume')).toEqual([{ missed: 'spread', over: 'PT4H' }])
  })
})

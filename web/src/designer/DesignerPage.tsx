import type { FlowDetail } from '@couveuse/shared/api/flows'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ReactFlowProvider } from '@xyflow/react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CardNamesProvider, EditingProvider } from '../steps/editing.ts'
import { emptyWorkspace, type Workspace, workspaceQuery } from '../steps/workspace.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingState } from '../ui/LoadingState.tsx'
import { Page } from '../ui/Page.tsx'
import { Designer } from './Designer.tsx'
import classes from './DesignerPage.module.css'
import { detailQuery, flowOf } from './queries.ts'
import { AutosaveProvider } from './saving/AutosaveContext.ts'
import { useAutosave } from './saving/useAutosave.ts'
import { DesignerProvider, useDesigner, useDesignerStore } from './store/DesignerContext.ts'
import { createDesignerStore, shownFlow } from './store/designer-store.ts'
import { useLive } from './useLive.ts'

/*
 * What can be found on this page by role and name (English texts; French ones are the same keys of i18n.ts):
 *
 * - heading 1 = the flow's name; textbox "Flow name"; status "Saved" | "Saving…" | …
 * - toolbar "Flow actions": buttons "Undo", "Redo", "Import and export", "Replay", "Pause", "Resume", "Publish"
 * - navigation "Steps": one button per kind, named as the kind ("E-mail", "Wait", "Hand-off" …): click or Enter adds after
 *   what is selected, dragging puts it onto the canvas, onto a connection, or anywhere
 * - region "Canvas": group "<label>, <kind>: <what it does>" per card, group "How contacts come in" for the entry;
 *   inside a card button "Outlet <name> of <label>" and button "Actions: <label>" (opens a menu)
 *   keys on a card: arrows, Alt+arrows (move), Enter (open), A (add after), M (menu), Delete, Ctrl+C/X/V/D/A, Escape
 * - dialog "Add a step": searchbox "Find a kind of step", options named as the kinds
 * - complementary "Inspector": tabs "Step", "Entry", "Flow"; textbox "Label"; the kind's own fields;
 *   per outlet combobox "“<outlet>” leads to" (choose a step, or clear), button "Add a step after “<outlet>”"
 * - tablist "Panels": tabs "Problems …", "Replay", "JSON"; in Problems one button per problem;
 *   in JSON textbox "The flow as JSON", buttons "Apply", "Discard"
 * - dialog "Publish …": button "Publish version <n>"
 */

/** The flow designer: a draft on a canvas, from its first step to its publication. */
export function DesignerPage() {
  const { flowKey } = useParams({ from: '/flows/$flowKey' })
  // Another flow is another draft with another history: nothing of the one before may remain.
  return <OpenFlow key={flowKey} flowKey={flowKey} />
}

function OpenFlow({ flowKey }: { flowKey: string }) {
  const { t } = useTranslation('designer')
  const detail = useQuery(detailQuery(flowKey))
  const workspace = useQuery(workspaceQuery)
  if (detail.isError) {
    return (
      <Page>
        <div>
          <Link to="/flows" className={classes.back}>
            <IconArrowLeft size={16} aria-hidden /> {t('head.back')}
          </Link>
        </div>
        <ErrorState error={detail.error} title={t('loadFailed')} onRetry={() => void detail.refetch()} />
      </Page>
    )
  }
  if (!detail.data) {
    return (
      <Page>
        <LoadingState shape="page" />
      </Page>
    )
  }
  return <LoadedFlow detail={detail.data} workspace={workspace.data} />
}

function LoadedFlow({ detail, workspace }: { detail: FlowDetail; workspace: Workspace | undefined }) {
  const { key, draftRevision } = detail
  const [store] = useState(() => createDesignerStore(flowOf(detail.flow, `The draft of "${key}"`)))
  const { autosave, state } = useAutosave(store, key, draftRevision)
  useLive(store, key, detail.version !== null)
  return (
    <DesignerProvider value={store}>
      <AutosaveProvider value={autosave}>
        <Surroundings workspace={workspace}>
          <ReactFlowProvider>
            <Designer detail={detail} saving={state} workspace={workspace} />
          </ReactFlowProvider>
        </Surroundings>
      </AutosaveProvider>
    </DesignerProvider>
  )
}

/** What cards and forms of steps look names up in. */
function Surroundings({ workspace = emptyWorkspace, children }: SurroundingsProps) {
  const flow = useDesigner(shownFlow)
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const editing = useMemo(() => ({ workspace, flow, isReadOnly }), [workspace, flow, isReadOnly])
  const store = useDesignerStore()
  const names = useMemo(
    () => ({
      workspace,
      labelOf: (id: string) => shownFlow(store.getState()).steps[id]?.label ?? id,
      subscribe: store.subscribe,
    }),
    [workspace, store],
  )
  return (
    <EditingProvider value={editing}>
      <CardNamesProvider value={names}>{children}</CardNamesProvider>
    </EditingProvider>
  )
}

interface SurroundingsProps {
  readonly workspace: Workspace | undefined
  readonly children: ReactNode
}

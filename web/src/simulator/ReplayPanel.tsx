import type { Flow } from '@couveuse/shared/flow/schema'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EditingProvider } from '../steps/editing.ts'
import type { Highlight } from '../steps/highlight.ts'
import { workspaceQuery } from '../steps/workspace.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingState } from '../ui/LoadingState.tsx'
import classes from './ReplayPanel.module.css'
import { ReplayRoom } from './ReplayRoom.tsx'

export interface ReplayPanelProps {
  /** the draft as it stands on the canvas; every change of it is replayed at once */
  readonly flow: Flow
  /** what the canvas lights up; undefined when the panel goes away. Keep it stable between renders. */
  readonly onHighlight: (highlight: Highlight | undefined) => void
  /** brings a step into view when its line in the timeline is asked for; without it lines lead nowhere */
  readonly onFocusStep?: (step: string) => void
}

/** Replays the flow with a simulated contact in virtual time, by the very engine that runs it live. Fills its container. */
export function ReplayPanel({ flow, onHighlight, onFocusStep }: ReplayPanelProps) {
  const { t } = useTranslation('simulator')
  const workspace = useQuery(workspaceQuery)
  // The canvas goes first: while a card is dragged, the replay follows when there is time.
  const settled = useDeferredValue(flow)
  const editing = useMemo(
    () => workspace.data && { workspace: workspace.data, flow: settled, isReadOnly: false },
    [workspace.data, settled],
  )
  if (!Object.hasOwn(settled.steps, settled.start)) {
    return (
      <div className={classes.state}>
        <EmptyState Icon={IconPlayerPlay} title={t('empty.title')} size="small" titleOrder={3}>
          {t('empty.text')}
        </EmptyState>
      </div>
    )
  }
  if (!editing) {
    return (
      <div className={classes.state}>
        {workspace.isError ? (
          <ErrorState error={workspace.error} onRetry={() => void workspace.refetch()} titleOrder={3} />
        ) : (
          <LoadingState shape="rows" count={5} />
        )}
      </div>
    )
  }
  return (
    <EditingProvider value={editing}>
      <ReplayRoom
        key={settled.key}
        flow={settled}
        workspace={editing.workspace}
        onHighlight={onHighlight}
        onFocusStep={onFocusStep}
      />
    </EditingProvider>
  )
}

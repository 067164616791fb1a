import type { FlowSummary } from '@couveuse/shared/api/flows'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../ui/data-table.ts'
import { FlowStatusBadge } from '../ui/StatusBadge.tsx'
import { TimeText } from '../ui/TimeText.tsx'
import { DraftState } from './parts/DraftState.tsx'
import { FlowMenu } from './parts/FlowMenu.tsx'
import { FlowName } from './parts/FlowName.tsx'
import rowClasses from './parts/FlowRow.module.css'
import { OpenCount } from './parts/OpenCount.tsx'
import { OutcomeBar } from './parts/OutcomeBar.tsx'
import type { FlowActions } from './useFlowActions.tsx'

/** The columns of the list of flows. */
export function useFlowColumns(actions: FlowActions): readonly Column<FlowSummary>[] {
  const { t } = useTranslation('flows')
  return useMemo(
    () => [
      { key: 'name', header: t('column.name'), render: (flow) => <FlowName flow={flow} /> },
      {
        key: 'status',
        header: t('column.status'),
        width: '120px',
        render: (flow) => <FlowStatusBadge status={flow.status} />,
      },
      { key: 'open', header: t('column.open'), width: '130px', render: (flow) => <OpenCount flow={flow} /> },
      {
        key: 'outcome',
        header: t('column.outcome'),
        width: '210px',
        render: (flow) => <OutcomeBar counts={flow.counts} />,
      },
      { key: 'draft', header: t('column.draft'), width: '190px', render: (flow) => <DraftState flow={flow} /> },
      {
        key: 'updated',
        header: t('column.updated'),
        width: '130px',
        from: 1300,
        render: (flow) => (
          <span className={rowClasses.when}>
            <TimeText at={flow.updatedAt} as="relative" />
          </span>
        ),
      },
      {
        key: 'actions',
        header: t('column.actions'),
        isHeaderHidden: true,
        width: '56px',
        align: 'end',
        render: (flow) => <FlowMenu flow={flow} actions={actions} />,
      },
    ],
    [t, actions],
  )
}

import type { Operations } from '@couveuse/shared/api/operations'
import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { MessageStatusBadge } from '../../ui/StatusBadge.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import classes from '../Operations.module.css'

type Depth = Operations['outbox'][number]

/** What is on its way or waits for somebody, by kind and state; the number leads to the messages. */
export function LaneTable({ outbox }: { outbox: readonly Depth[] }) {
  const { t } = useTranslation('operations')
  return (
    <Panel title={t('outbox.title')} description={t('outbox.text')} isFlush={outbox.length > 0}>
      {outbox.length === 0 ? (
        <p className={classes.dim}>{t('outbox.none')}</p>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('outbox.lane')}</Table.Th>
              <Table.Th>{t('outbox.state')}</Table.Th>
              <Table.Th className={classes.number ?? ''}>{t('outbox.count')}</Table.Th>
              <Table.Th>{t('outbox.since')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {outbox.map((depth) => (
              <Table.Tr key={`${depth.lane} ${depth.state}`}>
                <Table.Td>{t(`outbox.lanes.${depth.lane}`)}</Table.Td>
                <Table.Td>
                  <MessageStatusBadge status={depth.state} />
                </Table.Td>
                <Table.Td className={classes.number ?? ''}>
                  <Count depth={depth} />
                </Table.Td>
                <Table.Td>
                  <TimeText at={depth.oldestAt} as="relative" />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  )
}

/** Webhooks are no messages: they have no page of their own. */
function Count({ depth: { lane, state, count } }: { depth: Depth }) {
  const { t } = useTranslation('operations')
  const { t: ui } = useTranslation('ui')
  const { formatNumber } = useFormat()
  if (lane === 'webhook') return formatNumber(count)
  const what = `${t(`outbox.lanes.${lane}`)}, ${ui(`status.message.${state}`)}`
  return (
    <Link to="/outbox" search={{ channel: lane, state }} aria-label={t('outbox.open', { what })}>
      {formatNumber(count)}
    </Link>
  )
}

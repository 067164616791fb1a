import type { HandoffList } from '@couveuse/shared/api/handoffs'
import { Tooltip } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/useFormat.ts'
import { isTreatmentAlarming, type Ratio, salesFigures } from './figures.ts'
import classes from './Leads.module.css'

/** Treatment, acceptance and win rate, counted over the leads that fit the filters. */
export function Figures({ counts }: { counts: HandoffList['counts'] }) {
  const { t } = useTranslation('sales')
  const { treated, acceptance, wins } = salesFigures(counts)
  return (
    <ul className={classes.figures} aria-label={t('figures.label')}>
      <Figure
        label={t('figures.treated')}
        hint={t('figures.treatedHint')}
        ratio={treated}
        alarm={isTreatmentAlarming(treated) ? t('figures.alarm') : undefined}
      />
      <Figure label={t('figures.acceptance')} hint={t('figures.acceptanceHint')} ratio={acceptance} />
      <Figure label={t('figures.wins')} hint={t('figures.winsHint')} ratio={wins} />
    </ul>
  )
}

interface FigureProps {
  readonly label: string
  readonly hint: string
  readonly ratio: Ratio
  readonly alarm?: string | undefined
}

function Figure({ label, hint, ratio, alarm }: FigureProps) {
  const { t } = useTranslation('sales')
  const { formatPercent } = useFormat()
  const { part, whole } = ratio
  return (
    <li data-alarm={alarm !== undefined || undefined}>
      <span className={classes.figureLabel}>{label}</span>
      <span className={classes.figure}>
        <Tooltip label={hint}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what the figure means is told on focus as on hover */}
          <strong tabIndex={0}>{whole === 0 ? '–' : formatPercent(part / whole)}</strong>
        </Tooltip>
        <span className={classes.figureOf}>{whole === 0 ? t('figures.none') : t('figures.of', { part, whole })}</span>
      </span>
      {alarm && (
        <span className={classes.alarm}>
          <IconAlertTriangle size={14} stroke={2} aria-hidden />
          {alarm}
        </span>
      )}
    </li>
  )
}

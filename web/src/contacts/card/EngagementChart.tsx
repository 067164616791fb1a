import '@mantine/charts/styles.layer.css'
import { AreaChart } from '@mantine/charts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/useFormat.ts'
import type { CurvePoint } from './engagement-curve.ts'
import classes from './Score.module.css'

/** The engagement score over time. Comes with the whole chart library: import it lazily. */
export function EngagementChart({ curve }: { curve: readonly CurvePoint[] }) {
  const { t } = useTranslation('contacts')
  const { t: ui } = useTranslation('ui')
  const { formatDate, formatNumber } = useFormat()
  const points = (value: number): string => formatNumber(value, { maximumFractionDigits: 1 })
  const first = curve[0]
  const last = curve.at(-1)
  if (!first || !last) return null
  const words = t('card.score.chartWords', {
    from: formatDate(first.at),
    to: formatDate(last.at),
    first: points(first.engagement),
    last: points(last.engagement),
    highest: points(Math.max(...curve.map(({ engagement }) => engagement))),
  })
  return (
    <figure className={classes.chart}>
      <figcaption>{t('card.score.chart')}</figcaption>
      <div role="img" aria-label={words}>
        <AreaChart
          h={112}
          data={[...curve]}
          dataKey="at"
          series={[{ name: 'engagement', label: ui('score.engagement'), color: 'yellow' }]}
          curveType="monotone"
          withDots={false}
          withYAxis={false}
          gridAxis="none"
          strokeWidth={2}
          fillOpacity={0.22}
          xAxisProps={{
            tickFormatter: (at: number) => formatDate(at),
            ticks: [first.at, last.at],
            interval: 'preserveStartEnd',
            tickMargin: 6,
          }}
          tooltipProps={{ labelFormatter: (at) => (typeof at === 'number' ? formatDate(at) : String(at)) }}
          valueFormatter={points}
        />
      </div>
    </figure>
  )
}

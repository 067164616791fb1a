import { Kbd, Select } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { leadsQuery, settingsQuery } from '../queries.ts'
import type { SalesSearch } from '../search.ts'
import { Story } from '../story/Story.tsx'
import { Figures } from './Figures.tsx'
import { LeadList } from './LeadList.tsx'
import classes from './Leads.module.css'
import { StateTabs } from './StateTabs.tsx'

export interface LeadsViewProps {
  readonly search: SalesSearch
  readonly onChange: (change: Partial<SalesSearch>) => void
}

/** The queue on one side, the story of the chosen lead on the other. */
export function LeadsView({ search, onChange }: LeadsViewProps) {
  const { t } = useTranslation('sales')
  const { state = 'open', team, owner, lead } = search
  const leads = useInfiniteQuery(leadsQuery({ state, team, owner }))
  const settings = useQuery(settingsQuery)
  const teams = settings.data?.settings.teams ?? {}
  const members = [...new Set(Object.values(teams).flatMap((one) => one.members))].sort()
  const items = leads.data?.pages.flatMap((page) => page.items)
  const counts = leads.data?.pages[0]?.counts

  const step = (by: 1 | -1): void => {
    if (!items || items.length === 0) return
    const at = items.findIndex(({ id }) => id === lead)
    const next = items[at === -1 ? 0 : Math.min(Math.max(at + by, 0), items.length - 1)]
    if (next) onChange({ lead: next.id })
  }
  useHotkeys([
    ['j', () => step(1)],
    ['k', () => step(-1)],
  ])

  return (
    <>
      {counts && <Figures counts={counts} />}
      <div className={classes.bar}>
        <StateTabs value={state} counts={counts} onChange={(next) => onChange({ state: next, lead: undefined })} />
        <div className={classes.filters} role="group" aria-label={t('filters')}>
          <Select
            aria-label={t('team')}
            w={170}
            allowDeselect={false}
            data={[{ value: '', label: t('anyTeam') }, ...choices(Object.keys(teams), team)]}
            value={team ?? ''}
            onChange={(chosen) => onChange({ team: chosen || undefined })}
          />
          <Select
            aria-label={t('owner')}
            w={150}
            allowDeselect={false}
            data={[{ value: '', label: t('anyOwner') }, ...choices(members, owner)]}
            value={owner ?? ''}
            onChange={(chosen) => onChange({ owner: chosen || undefined })}
          />
        </div>
      </div>
      <div className={classes.split} data-open={lead !== undefined || undefined}>
        <div>
          <div className={classes.queue}>
            <LeadList
              leads={items}
              error={leads.error}
              onRetry={() => void leads.refetch()}
              state={state}
              isFiltered={Boolean(team || owner)}
              openId={lead}
              onOpen={(id) => onChange({ lead: id })}
              onMore={leads.hasNextPage ? () => void leads.fetchNextPage() : undefined}
            />
          </div>
          <Keys />
        </div>
        <Story id={lead} teams={teams} onClose={() => onChange({ lead: undefined })} />
      </div>
    </>
  )
}

/** Names to choose from, and the one in force even where nobody has it any more. */
function choices(names: readonly string[], inForce: string | undefined) {
  const all = inForce === undefined || names.includes(inForce) ? names : [...names, inForce]
  return all.map((name) => ({ value: name, label: name }))
}

function Keys() {
  const { t } = useTranslation('sales')
  const keys = [
    { keys: ['J', 'K'], label: t('keys.move') },
    { keys: ['A'], label: t('keys.accept') },
    { keys: ['R'], label: t('keys.giveBack') },
    { keys: ['W'], label: t('keys.won') },
    { keys: ['L'], label: t('keys.lost') },
  ]
  return (
    <div className={classes.keys} role="note" aria-label={t('keys.label')}>
      {keys.map((one) => (
        <span key={one.label} className={classes.key}>
          {one.keys.map((key) => (
            <Kbd key={key} size="xs">
              {key}
            </Kbd>
          ))}
          {one.label}
        </span>
      ))}
    </div>
  )
}

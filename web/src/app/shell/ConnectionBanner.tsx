import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../api-client.ts'
import { useConnection } from '../connection.ts'
import classes from './ConnectionBanner.module.css'

const EVERY = 3_000

/** Tells that the server does not answer, asks again by itself, and once it answers brings every page up to date. */
export function ConnectionBanner() {
  const { t } = useTranslation()
  const isLost = useConnection() === 'unreachable'
  const wasLost = useRef(false)
  const queries = useQueryClient()
  const knock = useQuery({
    queryKey: ['connection'],
    queryFn: async ({ signal }) => {
      await request({ path: '/api/health', signal })
      return true
    },
    enabled: isLost,
    refetchInterval: EVERY,
    retry: false,
    gcTime: 0,
    staleTime: 0,
  })

  useEffect(() => {
    if (wasLost.current && !isLost) void queries.invalidateQueries()
    wasLost.current = isLost
  }, [isLost, queries])

  return (
    <div role="status">
      {isLost && (
        <div className={classes.banner}>
          <IconPlugConnectedX size={18} stroke={1.8} aria-hidden />
          <span>
            <strong>{t('connection.lost')}</strong> {t('connection.kept')}
          </span>
          <Button size="compact-sm" variant="default" loading={knock.isFetching} onClick={() => void knock.refetch()}>
            {t('connection.retry')}
          </Button>
        </div>
      )}
    </div>
  )
}

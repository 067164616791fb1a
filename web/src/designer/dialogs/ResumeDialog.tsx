import type { ResumeFlow } from '@couveuse/shared/api/flows'
import { Alert, Button, Group, Modal, Radio, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DurationField } from '../../ui/DurationField.tsx'
import { problemOf } from '../../ui/duration-draft.ts'
import { errorWords } from '../../ui/error-text.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { overdueQuery, useResume } from '../queries.ts'

const ways = ['now', 'spread', 'skip'] as const
type Way = (typeof ways)[number]

/** Lets a paused flow go on: what became due meanwhile runs now, is spread, or skips its messages (FLOW-DSL §7). */
export function ResumeDialog({ flowKey, name, onClose }: { flowKey: string; name: string; onClose: () => void }) {
  const { t } = useTranslation('designer')
  const { t: tUi } = useTranslation('ui')
  const { formatNumber } = useFormat()
  const notify = useNotify()
  const resume = useResume(flowKey)
  const overdue = useQuery(overdueQuery(flowKey))
  const [way, setWay] = useState<Way>('spread')
  const [over, setOver] = useState('PT4H')
  const isNobodyLate = overdue.data === 0
  const body: ResumeFlow =
    way === 'spread' && !isNobodyLate ? { missed: 'spread', over } : { missed: isNobodyLate ? 'now' : way }
  const isReady = body.missed !== 'spread' || (over !== '' && problemOf(over, 'positive') === undefined)
  const failure = resume.error ? errorWords(resume.error, tUi) : undefined
  return (
    <Modal opened onClose={onClose} title={t('resume.title', { name })}>
      <Stack gap="md">
        {overdue.isPending ? (
          <Skeleton height={22} />
        ) : (
          <Text>
            {overdue.isError
              ? t('resume.unknown')
              : isNobodyLate
                ? t('resume.nobody')
                : t('resume.overdue', { count: overdue.data, number: formatNumber(overdue.data) })}
          </Text>
        )}
        {!isNobodyLate && (
          <Radio.Group
            label={t('resume.how')}
            value={way}
            onChange={(chosen) => setWay(ways.find((one) => one === chosen) ?? 'now')}
          >
            <Stack gap="sm" mt="xs">
              {ways.map((one) => (
                <Radio key={one} value={one} label={t(`resume.${one}`)} description={t(`resume.${one}Text`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {way === 'spread' && !isNobodyLate && (
          <DurationField
            label={t('resume.over')}
            required
            unit="hours"
            units={['minutes', 'hours', 'days']}
            value={over}
            onChange={setOver}
          />
        )}
        {failure && <Alert color="red">{failure.detail ?? failure.text}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            data-autofocus
            disabled={!isReady}
            loading={resume.isPending}
            onClick={() =>
              resume.mutate(body, {
                onSuccess: () => {
                  notify.done(t('resume.done'))
                  onClose()
                },
              })
            }
          >
            {t('resume.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

import type { FlowSummary, ResumeFlow } from '@couveuse/shared/api/flows'
import { Alert, Button, Group, Modal, Radio, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DurationField } from '../../ui/DurationField.tsx'
import { errorWords } from '../../ui/error-text.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { overdueQuery, useResumeFlow } from '../queries.ts'

type Missed = ResumeFlow['missed']
const ways: readonly Missed[] = ['now', 'spread', 'skip']

/** Asks what becomes of those who should have moved on during a pause (FLOW-DSL §7), and resumes. */
export function ResumeDialog({ flow, onClose }: { flow: FlowSummary; onClose: () => void }) {
  const { t } = useTranslation('flows')
  const { t: ui } = useTranslation('ui')
  const notify = useNotify()
  const overdue = useQuery(overdueQuery(flow.key))
  const resuming = useResumeFlow()
  const [missed, setMissed] = useState<Missed>('spread')
  const [over, setOver] = useState('PT4H')
  const { name } = flow
  const hasChoice = overdue.data !== 0
  const isComplete = !hasChoice || missed !== 'spread' || over !== ''

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isComplete) return
    const choice: ResumeFlow = !hasChoice ? { missed: 'now' } : missed === 'spread' ? { missed, over } : { missed }
    resuming.mutate(
      { key: flow.key, ...choice },
      {
        onSuccess: () => {
          notify.done(t('resume.done', { name }))
          onClose()
        },
      },
    )
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('resume.title', { name })}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {overdue.isPending && (
            <div role="status">
              <Text>{t('resume.counting')}</Text>
              <Skeleton height={14} mt={10} width="70%" />
            </div>
          )}
          {!overdue.isPending && !hasChoice && <Text>{t('resume.nobody')}</Text>}
          {!overdue.isPending && hasChoice && (
            <Radio.Group
              value={missed}
              onChange={(chosen) => setMissed(ways.find((way) => way === chosen) ?? 'now')}
              label={overdue.data === undefined ? t('resume.choice') : t('resume.overdue', { count: overdue.data })}
              labelProps={{ mb: 10 }}
            >
              <Stack gap={12}>
                {ways.map((way) => (
                  <Radio key={way} value={way} label={t(`resume.${way}`)} description={t(`resume.${way}Hint`)} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          {!overdue.isPending && hasChoice && missed === 'spread' && (
            <DurationField label={t('resume.over')} value={over} onChange={setOver} unit="hours" required />
          )}
          {resuming.error && (
            <Alert color="red" role="alert" title={t('resume.failed', { name })}>
              {errorWords(resuming.error, ui).detail ?? errorWords(resuming.error, ui).text}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {ui('cancel')}
            </Button>
            <Button type="submit" loading={resuming.isPending} disabled={overdue.isPending || !isComplete}>
              {t('resume.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

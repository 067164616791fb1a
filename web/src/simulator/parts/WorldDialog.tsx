import type { Flow } from '@couveuse/shared/flow/schema'
import { Alert, Button, Group, Modal, Radio, Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateTimeField } from '../../ui/DateTimeField.tsx'
import { errorWords } from '../../ui/error-text.ts'
import { changeSetup, moveStart, startZone } from '../session.ts'
import type { SessionControl } from '../useSession.ts'
import { WebhookAnswers } from './WebhookAnswers.tsx'
import classes from './WorldDialog.module.css'

export interface WorldDialogProps {
  readonly flow: Flow
  readonly control: SessionControl
  readonly onClose: () => void
}

/** When the replay begins, how the contact comes in, and what the world around the flow is like. */
export function WorldDialog({ flow, control, onClose }: WorldDialogProps) {
  const { t } = useTranslation('simulator')
  const { t: ui } = useTranslation('ui')
  const { sitting, session, otherFlows, change, put } = control
  const { setup } = session
  const zone = startZone(setup, flow)
  const [start, setStart] = useState(() => new Date(setup.startAt).toISOString())
  const setSetup = (part: Parameters<typeof changeSetup>[1]): void => change((before) => changeSetup(before, part))

  return (
    <Modal opened onClose={onClose} title={t('world.title')} size="lg" closeButtonProps={{ 'aria-label': ui('close') }}>
      <Stack gap="lg">
        <DateTimeField
          label={t('world.start')}
          description={t('world.zoneNote', { zone: zone.replaceAll('_', ' ') })}
          value={start}
          zone={zone}
          onChange={(text) => {
            setStart(text)
            const at = Date.parse(text)
            if (Number.isFinite(at)) change((before) => moveStart(before, at, zone))
          }}
        />
        <Radio.Group
          label={t('world.enter')}
          value={setup.isByTrigger ? 'trigger' : 'start'}
          onChange={(chosen) => setSetup({ isByTrigger: chosen === 'trigger' })}
        >
          <Stack gap={8} mt={6}>
            <Radio value="start" label={t('world.enterAtStart')} />
            <Radio value="trigger" label={t('world.enterByTrigger')} />
          </Stack>
        </Radio.Group>
        {sitting.isOfFile ? (
          <div>
            <Switch
              label={`${t('world.settings')}: ${t('world.settingsFile')}`}
              checked
              onChange={() => put({ isOfFile: false })}
            />
            {setup.otherFlows.length > 0 && (
              <Text size="xs" mt={6} className={classes.dim ?? ''}>
                {t('world.otherFlowsOfFile', { count: setup.otherFlows.length })}
              </Text>
            )}
          </div>
        ) : (
          <div>
            <Switch
              label={t('world.otherFlows')}
              description={t('world.otherFlowsHint')}
              checked={sitting.withOtherFlows}
              onChange={(event) => put({ withOtherFlows: event.currentTarget.checked })}
            />
            {otherFlows.error !== null && (
              <Alert color="red" role="alert" mt={8} title={t('world.otherFlowsFailed')}>
                {errorWords(otherFlows.error, ui).text}
              </Alert>
            )}
          </div>
        )}
        <WebhookAnswers flow={flow} webhooks={setup.webhooks} onChange={(webhooks) => setSetup({ webhooks })} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('world.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

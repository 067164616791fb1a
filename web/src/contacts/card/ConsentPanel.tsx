import type { ContactDetail } from '@couveuse/shared/api/contacts'
import { CONSENT_STATES, MESSAGE_CHANNELS, type MessageChannel } from '@couveuse/shared/contract/words'
import { NativeSelect, Switch } from '@mantine/core'
import { IconMail, IconMessage2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { useConfirm } from '../../ui/useConfirm.tsx'
import classes from './Side.module.css'
import { useChange } from './useChange.ts'

const icons = { email: IconMail, sms: IconMessage2 } satisfies Record<MessageChannel, unknown>

/** What the contact has agreed to, channel by channel and topic by topic, and what must never be sent. */
export function ConsentPanel({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation('contacts')
  const change = useChange(contact.id)
  const confirm = useConfirm()
  const { consent, suppressed, name } = contact
  const keys = [...new Set<string>([...MESSAGE_CHANNELS, ...Object.keys(consent)])].sort(byChannel)

  const suppress = async (channel: MessageChannel, isOn: boolean): Promise<void> => {
    if (isOn) return change({ suppressed: [...suppressed, channel] })
    const isSure = await confirm({
      title: t('card.consent.liftTitle', { name }),
      text: t('card.consent.liftText'),
      confirm: t('card.consent.lift'),
      isDangerous: true,
    })
    if (isSure) change({ suppressed: suppressed.filter((one) => one !== channel) })
  }

  return (
    <Panel title={t('card.consent.title')}>
      <div className={classes.consents}>
        {keys.map((key) => {
          const [channelName = '', ...topic] = key.split('.')
          const channel = MESSAGE_CHANNELS.find((one) => one === channelName) ?? 'email'
          const Icon = icons[channel]
          const what =
            topic.length === 0
              ? t(`card.consent.${channel}`)
              : t('card.consent.topic', { channel: t(`card.consent.${channel}`), topic: topic.join('.') })
          return (
            <div key={key} className={classes.consent}>
              <Icon size={17} stroke={1.7} aria-hidden />
              <span>{what}</span>
              <NativeSelect
                size="xs"
                aria-label={t('card.consent.of', { what })}
                value={consent[key] ?? 'unknown'}
                data={CONSENT_STATES.map((state) => ({ value: state, label: t(`card.consent.${state}`) }))}
                onChange={(event) => {
                  const state = CONSENT_STATES.find((one) => one === event.currentTarget.value)
                  if (state) change({ consent: { [key]: state } })
                }}
              />
            </div>
          )
        })}
      </div>
      <div className={classes.suppressions}>
        {MESSAGE_CHANNELS.map((channel) => (
          <Switch
            key={channel}
            size="sm"
            color="red"
            label={t(`card.consent.never.${channel}`)}
            checked={suppressed.includes(channel)}
            onChange={(event) => void suppress(channel, event.currentTarget.checked)}
          />
        ))}
        <p className={classes.hint}>{t('card.consent.suppressedHint')}</p>
      </div>
    </Panel>
  )
}

/** A channel before its topics. */
function byChannel(a: string, b: string): number {
  const order: readonly string[] = MESSAGE_CHANNELS
  const channel = (key: string): number => order.indexOf(key.split('.')[0] ?? '')
  return channel(a) - channel(b) || a.localeCompare(b)
}

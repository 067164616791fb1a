import type { Flow } from '@couveuse/shared/flow/schema'
import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconCalendarTime, IconUser } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import { dayAndTime } from '../clock-words.ts'
import { contactName } from '../invent-contact.ts'
import { startZone } from '../session.ts'
import type { SessionControl } from '../useSession.ts'
import { ContactDialog } from './ContactDialog.tsx'
import classes from './SetupBar.module.css'
import { WorldDialog } from './WorldDialog.tsx'

/** With whom and from when on; each opens its form. */
export function SetupBar({ flow, control }: { flow: Flow; control: SessionControl }) {
  const { t } = useTranslation('simulator')
  const { language } = useLanguage()
  const [open, setOpen] = useState<'contact' | 'world'>()
  const { session, sitting, choose } = control
  const { contact, startAt, isByTrigger } = session.setup
  const zone = startZone(session.setup, flow)
  const name = contactName(contact)
  const when = dayAndTime(startAt, zone, language)
  return (
    <div className={classes.bar}>
      <Tooltip label={t('setup.who', { name })}>
        <UnstyledButton
          className={classes.chip ?? ''}
          aria-label={t('setup.who', { name })}
          onClick={() => setOpen('contact')}
        >
          <IconUser size={16} stroke={1.8} aria-hidden />
          <span>{name}</span>
        </UnstyledButton>
      </Tooltip>
      <Tooltip label={t('setup.when', { when })}>
        <UnstyledButton
          className={classes.chip ?? ''}
          aria-label={t('setup.when', { when })}
          onClick={() => setOpen('world')}
        >
          <IconCalendarTime size={16} stroke={1.8} aria-hidden />
          <span>
            {when}
            {isByTrigger && <small> {t('setup.byTrigger')}</small>}
          </span>
        </UnstyledButton>
      </Tooltip>
      {open === 'contact' && (
        <ContactDialog
          contact={contact}
          isReal={sitting.realContact !== undefined}
          zone={zone}
          onUse={(chosen, realName) => {
            choose(chosen, realName)
            setOpen(undefined)
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === 'world' && <WorldDialog flow={flow} control={control} onClose={() => setOpen(undefined)} />}
    </div>
  )
}

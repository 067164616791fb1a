import type { ScenarioContact } from '@couveuse/shared/simulate/scenario'
import { Button, Group, Modal, SegmentedControl, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contactDraft, contactOf } from '../contact-draft.ts'
import classes from './ContactDialog.module.css'
import { FindContact } from './FindContact.tsx'
import { InventContact } from './InventContact.tsx'

export interface ContactDialogProps {
  readonly contact: ScenarioContact
  readonly isReal: boolean
  /** zone for somebody invented */
  readonly zone: string
  /** `name` where the contact is one of the workspace */
  readonly onUse: (contact: ScenarioContact, name?: string) => void
  readonly onClose: () => void
}

/** Chooses with whom the flow is replayed: somebody invented, or one of the workspace's contacts. */
export function ContactDialog({ contact, isReal, zone, onUse, onClose }: ContactDialogProps) {
  const { t } = useTranslation('simulator')
  const { t: ui } = useTranslation('ui')
  const [kind, setKind] = useState<'invented' | 'real'>(isReal ? 'real' : 'invented')
  const [draft, setDraft] = useState(() => contactDraft(contact))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onUse(contactOf(draft))
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('contact.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('contact.kind')}
          value={kind}
          onChange={(chosen) => setKind(chosen === 'real' ? 'real' : 'invented')}
          data={[
            { value: 'invented', label: t('contact.invented') },
            { value: 'real', label: t('contact.real') },
          ]}
        />
        {kind === 'real' ? (
          <FindContact onFound={onUse} />
        ) : (
          <form onSubmit={submit} noValidate>
            <Stack gap="md">
              <InventContact draft={draft} zone={zone} onChange={setDraft} />
              <Group className={classes.actions ?? ''} justify="flex-end" gap="xs">
                <Button variant="default" onClick={onClose}>
                  {ui('cancel')}
                </Button>
                <Button type="submit">{t('contact.use')}</Button>
              </Group>
            </Stack>
          </form>
        )}
      </Stack>
    </Modal>
  )
}

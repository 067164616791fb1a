import { CONSENT_STATES, STAGES } from '@couveuse/shared/contract/words'
import { Checkbox, NumberInput, Select, SimpleGrid, TagsInput, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../../steps/one-of.ts'
import { KeyValueEditor } from '../../ui/KeyValueEditor.tsx'
import { ZoneField } from '../../ui/ZoneField.tsx'
import { type ContactDraft, contactDraft } from '../contact-draft.ts'
import { inventContact, PRESETS } from '../invent-contact.ts'
import { useScene } from '../ReplayContext.ts'
import classes from './InventContact.module.css'

export interface InventContactProps {
  readonly draft: ContactDraft
  readonly zone: string
  readonly onChange: (draft: ContactDraft) => void
}

/** A contact made up for the occasion: a preset to begin with, and every part of it open to change. */
export function InventContact({ draft, zone, onChange }: InventContactProps) {
  const { t } = useTranslation('simulator')
  const { t: ui } = useTranslation('ui')
  const { workspace } = useScene()
  const attributes = Object.keys(workspace.settings.attributes).filter((name) => !name.startsWith('account.'))
  const set = (part: Partial<ContactDraft>): void => onChange({ ...draft, ...part })
  const consents = CONSENT_STATES.map((state) => ({ value: state, label: t(`contact.consent.${state}`) }))
  const events = draft.rest.events?.length ?? 0

  return (
    <>
      <div role="group" aria-label={t('contact.preset')} className={classes.presets}>
        {PRESETS.map((preset) => (
          <UnstyledButton
            key={preset}
            className={classes.preset ?? ''}
            onClick={() => onChange(contactDraft(inventContact(preset, zone)))}
          >
            <strong>{t(`contact.presets.${preset}`)}</strong>
            <small>{t(`contact.presetHints.${preset}`)}</small>
          </UnstyledButton>
        ))}
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <TextInput
          label={t('contact.firstName')}
          value={draft.firstName}
          onChange={(event) => set({ firstName: event.currentTarget.value })}
        />
        <TextInput
          label={t('contact.lastName')}
          value={draft.lastName}
          onChange={(event) => set({ lastName: event.currentTarget.value })}
        />
        <TextInput
          label={t('contact.email')}
          value={draft.email}
          spellCheck={false}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <TextInput
          label={t('contact.phone')}
          value={draft.phone}
          placeholder="+33612345678"
          onChange={(event) => set({ phone: event.currentTarget.value })}
        />
        <ZoneField
          label={t('contact.zone')}
          value={draft.timezone}
          onChange={(timezone) => set({ timezone })}
          defaultLabel={t('contact.zoneDefault')}
        />
        <Select
          label={t('contact.stage')}
          data={STAGES.map((stage) => ({ value: stage, label: ui(`stage.${stage}`) }))}
          value={draft.stage}
          onChange={(stage) => set({ stage: oneOf(STAGES, stage ?? '') ?? 'suspect' })}
          allowDeselect={false}
        />
        <Select
          label={t('contact.consentEmail')}
          data={consents}
          value={draft.consentEmail}
          onChange={(state) => set({ consentEmail: oneOf(CONSENT_STATES, state ?? '') ?? 'unknown' })}
          allowDeselect={false}
        />
        <Select
          label={t('contact.consentSms')}
          data={consents}
          value={draft.consentSms}
          onChange={(state) => set({ consentSms: oneOf(CONSENT_STATES, state ?? '') ?? 'unknown' })}
          allowDeselect={false}
        />
        <NumberInput
          label={t('contact.fit')}
          value={draft.fit}
          onChange={(fit) => set({ fit: typeof fit === 'number' ? fit : '' })}
        />
        <NumberInput
          label={t('contact.engagement')}
          value={draft.engagement}
          onChange={(engagement) => set({ engagement: typeof engagement === 'number' ? engagement : '' })}
        />
      </SimpleGrid>
      <Checkbox
        label={t('contact.suppressed')}
        checked={draft.isSuppressed}
        onChange={(event) => set({ isSuppressed: event.currentTarget.checked })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <KeyValueEditor
          label={t('contact.attributes')}
          value={draft.attributes}
          onChange={(changed) => set({ attributes: changed })}
          suggestions={[...attributes, 'title', 'language', 'country', 'city', 'source', 'owner', 'buyingRole']}
        />
        <KeyValueEditor
          label={t('contact.account')}
          value={draft.account}
          onChange={(account) => set({ account })}
          suggestions={['name', 'domain', 'industry', 'employees', 'revenue', 'country']}
        />
      </SimpleGrid>
      <TagsInput
        label={t('contact.tags')}
        description={t('contact.tagsHint')}
        value={[...draft.tags]}
        onChange={(tags) => set({ tags })}
      />
      {events > 0 && (
        <Text size="xs" className={classes.dim ?? ''}>
          {t('contact.kept', { count: events })}
        </Text>
      )}
    </>
  )
}

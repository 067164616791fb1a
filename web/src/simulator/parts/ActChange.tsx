import { CONSENT_STATES, CONTACT_FIELDS, STAGES } from '@couveuse/shared/contract/words'
import { Group, Input, Select, TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../../steps/one-of.ts'
import { KeyValueEditor } from '../../ui/KeyValueEditor.tsx'
import { deedOf } from '../act-draft.ts'
import { useScene } from '../ReplayContext.ts'
import type { ActFieldsProps } from './ActEvent.tsx'

/** A change of the contact: what is left empty stays as it is. */
export function ActChange({ draft, onChange, isTried }: ActFieldsProps) {
  const { t } = useTranslation('simulator')
  const { t: ui } = useTranslation('ui')
  const { workspace } = useScene()
  const { attributes } = workspace.settings
  const own = Object.keys(attributes).filter((name) => !name.startsWith('account.'))
  const consents = CONSENT_STATES.map((state) => ({ value: state, label: t(`contact.consent.${state}`) }))
  return (
    <>
      <Group grow align="flex-start" gap="sm">
        <Select
          label={t('act.change.stage')}
          placeholder={t('act.change.keep')}
          data={STAGES.map((stage) => ({ value: stage, label: ui(`stage.${stage}`) }))}
          value={draft.stage || null}
          onChange={(stage) => onChange({ stage: oneOf(STAGES, stage ?? '') ?? '' })}
          clearable
        />
        <Select
          label={t('act.change.consentEmail')}
          placeholder={t('act.change.keep')}
          data={consents}
          value={draft.consentEmail || null}
          onChange={(state) => onChange({ consentEmail: oneOf(CONSENT_STATES, state ?? '') ?? '' })}
          clearable
        />
        <Select
          label={t('act.change.consentSms')}
          placeholder={t('act.change.keep')}
          data={consents}
          value={draft.consentSms || null}
          onChange={(state) => onChange({ consentSms: oneOf(CONSENT_STATES, state ?? '') ?? '' })}
          clearable
        />
      </Group>
      <KeyValueEditor
        label={t('act.change.attributes')}
        description={t('act.change.attributesHint')}
        value={draft.attributes}
        onChange={(changed) => onChange({ attributes: changed })}
        suggestions={[...own, ...CONTACT_FIELDS.filter((name) => name !== 'createdAt')]}
      />
      <KeyValueEditor
        label={t('act.change.account')}
        value={draft.account}
        onChange={(account) => onChange({ account })}
        suggestions={['name', 'domain', 'industry', 'employees', 'revenue', 'country']}
      />
      <TagsInput
        label={t('act.change.addTags')}
        placeholder={draft.tags ? '' : t('act.change.keep')}
        value={[...(draft.tags ?? [])]}
        onChange={(tags) => onChange({ tags })}
      />
      {isTried && !deedOf(draft) && <Input.Error>{t('act.change.needed')}</Input.Error>}
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { useEditing } from '../editing.ts'
import { NameSelect } from './NameSelect.tsx'

/** The subject a message is about: consent is asked for it, and reports tell by it (FLOW-DSL §6). */
export function TopicField({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (topic: string | undefined) => void
}) {
  const { t } = useTranslation('steps')
  const { workspace } = useEditing()
  return (
    <NameSelect
      label={t('form.topic')}
      description={t('form.topicHint')}
      placeholder={t('form.noTopic')}
      field="topic"
      value={value ?? ''}
      onChange={onChange}
      isClearable
      none={t('form.noTopics')}
      names={Object.entries(workspace.settings.topics).map(([key, { transactional }]) => ({
        value: key,
        label: transactional ? t('form.transactional', { name: key }) : key,
      }))}
    />
  )
}

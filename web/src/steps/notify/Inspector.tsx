import { useTranslation } from 'react-i18next'
import { FormSection } from '../parts/FormSection.tsx'
import { PersonField } from '../parts/PersonField.tsx'
import { TemplateField } from '../parts/TemplateField.tsx'
import type { InspectorProps } from '../step-view.ts'

type Recipient = InspectorProps<'notify'>['step']['to']

export function NotifyInspector({ step, onChange }: InspectorProps<'notify'>) {
  const { t } = useTranslation('steps')
  return (
    <>
      <FormSection title={t('kind.notify.section')}>
        <PersonField<Recipient>
          label={t('kind.notify.to')}
          field="to"
          value={step.to}
          onChange={(to) => onChange({ ...step, to })}
          choices={{
            owner: () => 'owner',
            team: (team) => ({ team }),
            user: (user) => ({ user }),
            email: (email) => ({ email }),
          }}
        />
      </FormSection>
      <FormSection title={t('kind.notify.words')}>
        <TemplateField
          label={t('kind.notify.subject')}
          field="subject"
          isSingleLine
          value={step.subject}
          onChange={(subject) => onChange({ ...step, subject })}
        />
        <TemplateField
          label={t('kind.notify.body')}
          field="body"
          rows={4}
          value={step.body}
          onChange={(body) => onChange({ ...step, body })}
        />
      </FormSection>
    </>
  )
}

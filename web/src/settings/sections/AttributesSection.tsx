import { ATTRIBUTE_TYPES } from '@couveuse/shared/contract/words'
import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { Rows } from '../parts/Rows.tsx'
import { SettingsForm } from '../parts/SettingsForm.tsx'

const NAME = /^(account\.)?[A-Za-z][A-Za-z0-9_]*$/

/** Custom attributes of contacts and accounts with their types (fine print 1, 147, 151). */
export function AttributesSection() {
  const { t } = useTranslation('settings')
  return (
    <SettingsForm>
      {(settings, change) => (
        <Panel title={t('attributes.title')} description={t('attributes.text')}>
          <Rows
            items={Object.entries(settings.attributes).map(([name, type]) => ({ name, type }))}
            onChange={(rows) => change({ attributes: Object.fromEntries(rows.map(({ name, type }) => [name, type])) })}
            blank={() => ({ name: `attribute${Object.keys(settings.attributes).length + 1}`, type: 'text' as const })}
            addLabel={t('attributes.add')}
            name={({ name }) => name}
          >
            {({ name, type }, edit) => (
              <>
                <TextInput
                  label={t('attributes.name')}
                  value={name}
                  error={NAME.test(name) ? undefined : t('attributes.badName')}
                  onChange={(event) => edit({ name: event.currentTarget.value })}
                />
                <Select
                  label={t('attributes.type')}
                  w={170}
                  allowDeselect={false}
                  data={ATTRIBUTE_TYPES.map((one) => ({ value: one, label: t(`attributes.types.${one}`) }))}
                  value={type}
                  onChange={(chosen) => edit({ type: ATTRIBUTE_TYPES.find((one) => one === chosen) ?? 'text' })}
                />
              </>
            )}
          </Rows>
        </Panel>
      )}
    </SettingsForm>
  )
}

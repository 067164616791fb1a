import { STAGES } from '@couveuse/shared/contract/words'
import { Select, TagsInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { Rows } from '../parts/Rows.tsx'
import { SettingsForm } from '../parts/SettingsForm.tsx'

const MOMENTS = ['opened', 'accepted', 'returned', 'won', 'lost'] as const

/** Teams that take leads over, and the stages a hand-off moves them to (fine print 106, 107). */
export function SalesSection() {
  const { t } = useTranslation('settings')
  const { t: ui } = useTranslation('ui')
  return (
    <SettingsForm>
      {(settings, change) => (
        <>
          <Panel title={t('teams.title')} description={t('teams.text')}>
            <Rows
              items={Object.entries(settings.teams).map(([key, { members }]) => ({ key, members }))}
              onChange={(rows) =>
                change({ teams: Object.fromEntries(rows.map(({ key, members }) => [key, { members }])) })
              }
              blank={() => ({ key: `team-${Object.keys(settings.teams).length + 1}`, members: [] })}
              addLabel={t('teams.add')}
              name={({ key }) => key}
            >
              {({ key, members }, edit) => (
                <>
                  <TextInput
                    label={t('teams.key')}
                    style={{ alignSelf: 'flex-start' }}
                    value={key}
                    onChange={(event) => edit({ key: event.currentTarget.value })}
                  />
                  <TagsInput
                    label={t('teams.members')}
                    description={t('teams.membersHint')}
                    inputWrapperOrder={['label', 'input', 'description']}
                    flex={1}
                    miw={260}
                    value={[...members]}
                    onChange={(chosen) => edit({ members: chosen })}
                  />
                </>
              )}
            </Rows>
          </Panel>
          <Panel title={t('stages.title')} description={t('stages.text')}>
            <div style={{ display: 'flex', flexWrap: 'wrap', gap: '1rem' }}>
              {MOMENTS.map((moment) => (
                <Select
                  key={moment}
                  label={t(`stages.${moment}`)}
                  w={200}
                  allowDeselect={false}
                  data={[
                    { value: '', label: t('stages.unchanged') },
                    ...STAGES.map((stage) => ({ value: stage, label: ui(`stage.${stage}`) })),
                  ]}
                  value={settings.handoffStages[moment] ?? ''}
                  onChange={(chosen) =>
                    change({
                      handoffStages: {
                        ...settings.handoffStages,
                        [moment]: STAGES.find((stage) => stage === chosen) ?? null,
                      },
                    })
                  }
                />
              ))}
            </div>
          </Panel>
        </>
      )}
    </SettingsForm>
  )
}

import { ActionIcon, Menu, ScrollArea, Tooltip } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useTemplateVariables } from './useTemplateVariables.ts'
import { variableGroups } from './variables.ts'

/** Offers everything a template may print, under the names people know. */
export function VariableMenu({ label, onInsert }: { label: string; onInsert: (name: string) => void }) {
  const { t } = useTranslation('steps')
  const variables = useTemplateVariables()
  const name = t('template.insertInto', { label })
  return (
    <Menu width={280} position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <Tooltip label={t('template.insert')}>
          <ActionIcon size="sm" aria-label={name}>
            <IconBraces size={15} stroke={1.8} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <ScrollArea.Autosize mah={320} type="scroll">
          {variableGroups.map((group) => {
            const items = variables.get(group) ?? []
            if (items.length === 0) return null
            return (
              <div key={group}>
                <Menu.Label>{t(`template.groups.${group}`)}</Menu.Label>
                {items.map(({ name: variable, label: words }) => (
                  <Menu.Item key={variable} onClick={() => onInsert(variable)}>
                    {words}
                  </Menu.Item>
                ))}
              </div>
            )
          })}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  )
}

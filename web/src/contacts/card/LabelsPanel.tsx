import type { ContactDetail } from '@couveuse/shared/api/contacts'
import { TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import classes from './Side.module.css'
import { useChange } from './useChange.ts'

/** Tags and lists, changed where they stand, and the segments that follow from everything else. */
export function LabelsPanel({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation('contacts')
  const change = useChange(contact.id)
  const { tags, lists, segments } = contact
  return (
    <Panel title={t('card.labels.title')}>
      <div className={classes.labels}>
        <TagsInput
          label={t('card.labels.tags')}
          placeholder={t('card.labels.add')}
          value={tags}
          onChange={(next) => change({ tags: next })}
          clearable={false}
        />
        <TagsInput
          label={t('card.labels.lists')}
          placeholder={t('card.labels.add')}
          value={lists}
          onChange={(next) => change({ lists: next })}
          clearable={false}
        />
        <div>
          <p className={classes.smallTitle}>{t('card.labels.segments')}</p>
          <div className={classes.segments}>
            {segments.length === 0 && <span className={classes.hint}>{t('card.labels.noSegments')}</span>}
            {segments.map((segment) => (
              <Tag key={segment}>{segment}</Tag>
            ))}
          </div>
        </div>
      </div>
    </Panel>
  )
}

import {
  IconAdjustmentsHorizontal,
  IconArchive,
  IconChartArrowsVertical,
  IconForms,
  IconHeartHandshake,
  IconMail,
  IconPlugConnected,
  IconSend,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EditingProvider, emptyFlow } from '../steps/editing.ts'
import { emptyWorkspace, workspaceQuery } from '../steps/workspace.ts'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import classes from './SettingsPage.module.css'
import { SETTINGS_SECTIONS, type SettingsSection } from './search.ts'
import { AttributesSection } from './sections/AttributesSection.tsx'
import { ChannelsSection } from './sections/ChannelsSection.tsx'
import { GeneralSection } from './sections/GeneralSection.tsx'
import { KeepingSection } from './sections/KeepingSection.tsx'
import { MessagesSection } from './sections/MessagesSection.tsx'
import { SalesSection } from './sections/SalesSection.tsx'
import { ScoringSection } from './sections/ScoringSection.tsx'
import { SegmentsSection } from './sections/SegmentsSection.tsx'
import { SendingSection } from './sections/SendingSection.tsx'

const SECTIONS = {
  general: { Icon: IconAdjustmentsHorizontal, Section: GeneralSection },
  sending: { Icon: IconSend, Section: SendingSection },
  sales: { Icon: IconHeartHandshake, Section: SalesSection },
  attributes: { Icon: IconForms, Section: AttributesSection },
  scoring: { Icon: IconChartArrowsVertical, Section: ScoringSection },
  segments: { Icon: IconUsersGroup, Section: SegmentsSection },
  messages: { Icon: IconMail, Section: MessagesSection },
  channels: { Icon: IconPlugConnected, Section: ChannelsSection },
  keeping: { Icon: IconArchive, Section: KeepingSection },
} satisfies Record<SettingsSection, unknown>

/** What all flows share, section by section; the open section stands in the address. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  const { section = 'general' } = useSearch({ from: '/settings' })
  const workspace = useQuery(workspaceQuery)
  const editing = useMemo(
    () => ({ workspace: workspace.data ?? emptyWorkspace, flow: emptyFlow, isReadOnly: false }),
    [workspace.data],
  )
  const { Section } = SECTIONS[section]
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      <div className={classes.layout}>
        <nav className={classes.sections} aria-label={t('sections')}>
          {SETTINGS_SECTIONS.map((one) => {
            const { Icon } = SECTIONS[one]
            return (
              <Link
                key={one}
                to="/settings"
                search={{ section: one }}
                className={classes.section}
                data-open={one === section || undefined}
              >
                <Icon size={17} stroke={1.7} aria-hidden />
                {t(`section.${one}`)}
              </Link>
            )
          })}
        </nav>
        <div className={classes.content}>
          <EditingProvider value={editing}>
            <Section />
          </EditingProvider>
        </div>
      </div>
    </Page>
  )
}

import type { Flow } from '@couveuse/shared/flow/schema'
import { IconMinus, IconPencil, IconPlus, IconRoute, IconSettings } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import classes from './Changes.module.css'
import { changesInWords } from './changes-in-words.ts'

const icons = {
  step_added: IconPlus,
  step_removed: IconMinus,
  step_changed: IconPencil,
  connection_changed: IconRoute,
  flow_changed: IconSettings,
}

/** What changes from one flow to another, in words. */
export function Changes({ from, to, none }: { from: Flow; to: Flow; none: string }) {
  const { t } = useTranslation('designer')
  const { t: tSteps } = useTranslation('steps')
  const { language } = useLanguage()
  const changes = useMemo(() => changesInWords(from, to, { t, tSteps, language }), [from, to, t, tSteps, language])
  if (changes.length === 0) return <p className={classes.none}>{none}</p>
  return (
    <ul className={classes.list}>
      {changes.map(({ type, step, text }) => {
        const Icon = icons[type]
        return (
          <li key={`${type} ${step} ${text}`} data-type={type}>
            <Icon size={15} stroke={1.9} aria-hidden />
            <span>{text}</span>
          </li>
        )
      })}
    </ul>
  )
}

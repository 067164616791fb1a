import type { Visit } from '@couveuse/shared/api/enrollments'
import { describeBecause } from '@couveuse/shared/conditions/describe'
import { STEP_KINDS } from '@couveuse/shared/contract/words'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import { StepIcon } from '../../ui/StepIcon.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import classes from './Story.module.css'

/** The steps that led to the hand-off, each with its outlet and, where there was a choice, why. */
export function JourneyHere({ journey }: { journey: readonly Visit[] }) {
  const { t } = useTranslation('sales')
  const { language } = useLanguage()
  if (journey.length === 0) return null
  return (
    <section className={classes.section}>
      <h3>{t('story.journey')}</h3>
      <ol className={classes.journey}>
        {journey.map(({ seq, kind, label, outlet, because, enteredAt }) => {
          const known = STEP_KINDS.find((one) => one === kind)
          const telling = outlet === 'else' ? because : because.filter(({ holds }) => holds)
          const why = [...new Set(telling.map((one) => describeBecause(one, language)))].join(', ')
          return (
            <li key={seq}>
              {known && <StepIcon kind={known} size={24} />}
              <span>
                {label}
                {why && <span className={classes.summary}>{t('story.because', { why })}</span>}
              </span>
              <span className={classes.moment}>
                <TimeText at={enteredAt} as="date" />
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

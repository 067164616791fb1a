import { UnstyledButton } from '@mantine/core'
import { IconCheck, IconChecks, IconChevronRight, IconX } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { oneOf } from '../../steps/one-of.ts'
import { dayAndTime } from '../clock-words.ts'
import { type Difference, differences } from '../differences.ts'
import { type Tongue, useTongue } from '../ReplayContext.ts'
import type { Judgement, Verdict } from '../verdicts.ts'
import classes from './Verdicts.module.css'

/** What the opened scenario expects, judged: green all over, or what differs. */
export function Verdicts({ judgement }: { judgement: Judgement }) {
  const { t, scene, language } = useTongue()
  const id = useId()
  const [isWanted, setWanted] = useState<boolean>()
  const failed = judgement.verdicts.filter(({ isMet }) => !isMet)
  const met = judgement.verdicts.length - failed.length
  const isOpen = isWanted ?? failed.length > 0
  const Icon = failed.length === 0 ? IconChecks : IconX
  return (
    <section className={classes.verdicts} data-met={failed.length === 0} aria-label={t('verdict.title')}>
      <UnstyledButton
        className={classes.head ?? ''}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setWanted(!isOpen)}
      >
        <Icon size={18} stroke={2} aria-hidden />
        <strong role="status">
          {failed.length === 0
            ? t('verdict.allMet')
            : `${t('verdict.failed', { count: failed.length })}, ${t('verdict.met', { count: met })}`}
        </strong>
        <small>{t('verdict.until', { when: dayAndTime(judgement.untilAt, scene.zone, language) })}</small>
        <IconChevronRight className={classes.turn} size={15} aria-hidden />
      </UnstyledButton>
      {isOpen && (
        <ul id={id} className={classes.list}>
          {[...failed, ...judgement.verdicts.filter(({ isMet }) => isMet)].map((verdict) => (
            <VerdictLine key={verdict.id} verdict={verdict} />
          ))}
        </ul>
      )}
    </section>
  )
}

const KEYS = [
  'path',
  'status',
  'reason',
  'step',
  'stage',
  'score',
  'message',
  'noMessage',
  'messages',
  'entries',
  'vars',
  'timeline',
  'enrollments',
  'contact',
  'changes',
  'tasks',
  'handoffs',
  'problems',
] as const

function keyWords({ t }: Tongue, key: string): string {
  const known = oneOf(KEYS, key)
  return known ? t(`verdict.keys.${known}`) : key
}

function VerdictLine({ verdict }: { verdict: Verdict }) {
  const tongue = useTongue()
  const { t } = tongue
  const { key, isMet, expected, actual } = verdict
  const Icon = isMet ? IconCheck : IconX
  return (
    <li className={classes.verdict} data-met={isMet}>
      <Icon
        className={classes.mark}
        size={15}
        stroke={2.2}
        role="img"
        aria-label={t(isMet ? 'verdict.isMet' : 'verdict.isFailed')}
      />
      <div className={classes.what}>
        <strong>{keyWords(tongue, key)}</strong>
        {isMet ? (
          <code>{shortText(expected)}</code>
        ) : (
          whatDiffers(expected, actual).map((difference) => <DifferenceLine key={difference.place} {...difference} />)
        )}
      </div>
    </li>
  )
}

const MOST_DIFFERENCES = 5

/** The first few differences; the whole where no part differs by itself (a message that should not be there). */
function whatDiffers(expected: unknown, actual: unknown): readonly Difference[] {
  const found = differences(expected, actual).slice(0, MOST_DIFFERENCES)
  return found.length > 0 ? found : [{ place: '', expected, actual }]
}

function DifferenceLine({ place, expected, actual }: Difference) {
  const { t } = useTongue()
  return (
    <dl className={classes.difference}>
      {place !== '' && <div className={classes.place}>{place}</div>}
      <div>
        <dt>{t('verdict.expected')}</dt>
        <dd>
          <code data-side="expected">{shortText(expected)}</code>
        </dd>
      </div>
      <div>
        <dt>{t('verdict.found')}</dt>
        <dd>
          <code data-side="actual">{shortText(actual)}</code>
        </dd>
      </div>
    </dl>
  )
}

const MOST = 160

function shortText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '–')
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text
}

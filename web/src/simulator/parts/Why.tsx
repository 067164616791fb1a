import type { Because, RuleBecause } from '@couveuse/shared/conditions/because'
import { describeBecause } from '@couveuse/shared/conditions/describe'
import { UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronRight, IconX } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import { useTongue } from '../ReplayContext.ts'
import { ruleWords, seenWords } from '../words.ts'
import classes from './Why.module.css'

/** One question that was asked: a path of a branch, a condition listened for. */
export interface Asked {
  readonly name: string
  readonly because: Because
}

/** Why a step was left as it was: the facts in one line, and on demand every rule with what it found. */
export function Why({ asked }: { asked: readonly Asked[] }) {
  const { t } = useTongue()
  const { language } = useLanguage()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const last = asked.at(-1)
  if (!last) return null
  // The one that held settled it; where none did, each has its say.
  const told = last.because.holds ? [last] : asked
  return (
    <div className={classes.why}>
      <ul className={classes.facts}>
        {told.map(({ name, because }) => (
          <li key={name}>
            {told.length > 1 && <span className={classes.name}>{name}</span>}
            {describeBecause(because, language)}
          </li>
        ))}
      </ul>
      <UnstyledButton
        className={classes.more ?? ''}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {t('timeline.why')}
        <IconChevronRight className={classes.turn} size={13} aria-hidden />
      </UnstyledButton>
      {isOpen && (
        <div id={id}>
          {asked.map(({ name, because }) => (
            <div key={name} className={classes.asked}>
              <Verdict holds={because.holds}>
                {t('timeline.because.path', {
                  path: name,
                  verdict: t(because.holds ? 'timeline.because.yes' : 'timeline.because.no'),
                })}
              </Verdict>
              <Group because={because} />
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

function Group({ because }: { because: Because }) {
  const { t } = useTongue()
  const { combinator, rules, not } = because
  const how = not ? (combinator === 'and' ? 'notAnd' : 'notOr') : combinator
  return (
    <div className={classes.group}>
      {(rules.length > 1 || not) && <div className={classes.how}>{t(`timeline.because.${how}`)}</div>}
      <ul>
        {rules.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
          <li key={index}>{'rules' in rule ? <Group because={rule} /> : <RuleLine rule={rule} />}</li>
        ))}
      </ul>
    </div>
  )
}

function RuleLine({ rule }: { rule: RuleBecause }) {
  const tongue = useTongue()
  const found = tongue.t('timeline.because.found', { value: seenWords(tongue, rule) })
  return (
    <Verdict holds={rule.holds}>
      {ruleWords(tongue, rule)} <span className={classes.found}>{found}</span>
    </Verdict>
  )
}

function Verdict({ holds, children }: { holds: boolean; children: ReactNode }) {
  const { t } = useTongue()
  const Icon = holds ? IconCheck : IconX
  return (
    <div className={classes.verdict}>
      <Icon
        className={classes.mark}
        data-holds={holds}
        size={14}
        stroke={2.2}
        role="img"
        aria-label={t(holds ? 'timeline.because.holds' : 'timeline.because.fails')}
      />
      <span>{children}</span>
    </div>
  )
}

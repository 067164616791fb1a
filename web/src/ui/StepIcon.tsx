import type { StepKindName } from '@couveuse/shared/contract/words'
import classes from './StepIcon.module.css'
import { type Family, familyIcon, stepFamily, stepIcon } from './step-look.ts'

/** The plate of a kind of step: its icon on its family's colour. Decorative: a label stands beside it. */
export function StepIcon({ kind, size = 32 }: { kind: StepKindName | 'entry'; size?: number }) {
  const family: Family = kind === 'entry' ? 'entry' : stepFamily(kind)
  const Icon = kind === 'entry' ? familyIcon('entry') : stepIcon(kind)
  return (
    <span className={classes.plate} data-family={family} style={{ width: size, height: size }} aria-hidden>
      <Icon size={Math.round(size * 0.6)} stroke={1.8} />
    </span>
  )
}

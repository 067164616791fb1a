import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Tag.module.css'

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad' | 'info'

export interface TagProps {
  readonly tone?: Tone
  readonly Icon?: Icon
  /** shown on hover, for what the word does not say */
  readonly title?: string
  readonly children: ReactNode
}

/** A small word with a meaning: an icon, a tone, a text. The text alone must be enough. */
export function Tag({ tone = 'neutral', Icon, title, children }: TagProps) {
  return (
    <span className={classes.tag} data-tone={tone} title={title}>
      {Icon && <Icon size={14} stroke={2} aria-hidden />}
      {children}
    </span>
  )
}

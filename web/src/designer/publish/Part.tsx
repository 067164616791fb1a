import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Part.module.css'

interface PartProps {
  readonly Icon: Icon
  readonly tone: 'good' | 'warn' | 'bad' | 'info'
  readonly title: string
  readonly children?: ReactNode
}

/** One thing to look at before publishing, with its heading. */
export function Part({ Icon: Mark, tone, title, children }: PartProps) {
  return (
    <section className={classes.part} data-tone={tone}>
      <h3>
        <Mark size={17} stroke={1.9} aria-hidden />
        {title}
      </h3>
      {children && <div className={classes.body}>{children}</div>}
    </section>
  )
}

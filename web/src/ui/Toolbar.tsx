import type { ReactNode } from 'react'
import classes from './Toolbar.module.css'

export interface ToolbarProps {
  /** what these controls are for */
  readonly label: string
  /** search and filters */
  readonly children: ReactNode
  /** at the far end: counts, view switches */
  readonly end?: ReactNode
}

/** The controls over a list, in one line that wraps. */
export function Toolbar({ label, children, end }: ToolbarProps) {
  return (
    <div className={classes.toolbar} role="group" aria-label={label}>
      <div className={classes.start}>{children}</div>
      {end && <div className={classes.end}>{end}</div>}
    </div>
  )
}

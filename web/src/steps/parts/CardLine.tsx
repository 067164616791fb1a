import type { ReactNode } from 'react'
import classes from './CardLine.module.css'

/** The words of a card: two lines at most, all of it on hover. */
export function CardLine({ children }: { children: ReactNode }) {
  return (
    <span className={classes.line} title={typeof children === 'string' ? children : undefined}>
      {children}
    </span>
  )
}

import type { ReactNode } from 'react'
import classes from './Hint.module.css'

/** A remark under the fields of a form. */
export function Hint({ children }: { children: ReactNode }) {
  return <p className={classes.hint}>{children}</p>
}

import type { ReactNode } from 'react'
import classes from './Page.module.css'

/**
 * The frame of a page. `column` keeps lines readable (forms, settings), `wide` is for lists, `fill` gives the page the whole rest of
 * the window without padding or scrolling of its own (the canvas).
 */
export function Page({ width = 'wide', children }: { width?: 'column' | 'wide' | 'fill'; children: ReactNode }) {
  return (
    <div className={classes.page} data-width={width}>
      {children}
    </div>
  )
}

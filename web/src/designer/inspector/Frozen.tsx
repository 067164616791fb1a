import type { ReactNode } from 'react'
import classes from './InspectorPanel.module.css'

/** An old version can be read, not changed: the browser itself disables every field inside. */
export function Frozen({ isFrozen, children }: { isFrozen: boolean; children: ReactNode }) {
  return (
    <fieldset className={classes.fields} disabled={isFrozen}>
      {children}
    </fieldset>
  )
}

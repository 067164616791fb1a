import type { FlowSummary } from '@couveuse/shared/api/flows'
import { Link } from '@tanstack/react-router'
import classes from './FlowRow.module.css'

/** A flow's name, which opens it, over what it is for. */
export function FlowName({ flow }: { flow: FlowSummary }) {
  return (
    <div className={classes.name}>
      <Link to="/flows/$flowKey" params={{ flowKey: flow.key }} className={classes.link}>
        {flow.name}
      </Link>
      {flow.description && (
        <span className={classes.description} title={flow.description}>
          {flow.description}
        </span>
      )}
    </div>
  )
}

import { Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './Panel.module.css'

export interface PanelProps {
  readonly title?: string
  readonly description?: ReactNode
  readonly actions?: ReactNode
  /** no padding inside, for tables and lists that reach the edge */
  readonly isFlush?: boolean
  readonly children: ReactNode
}

/** A raised surface for one topic of a page; with a title it is a region of its own. */
export function Panel({ title, description, actions, isFlush = false, children }: PanelProps) {
  const id = useId()
  return (
    <section className={classes.panel} aria-labelledby={title ? id : undefined}>
      {(title || actions) && (
        <div className={classes.head}>
          <div>
            {title && (
              <Title order={2} size="h3" id={id}>
                {title}
              </Title>
            )}
            {description && <div className={classes.description}>{description}</div>}
          </div>
          {actions && <div className={classes.actions}>{actions}</div>}
        </div>
      )}
      <div className={classes.body} data-flush={isFlush || undefined}>
        {children}
      </div>
    </section>
  )
}

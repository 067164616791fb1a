import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './PageHeader.module.css'
import { usePageTitle } from './usePageTitle.ts'

export interface PageHeaderProps {
  readonly title: string
  /** one line under the title */
  readonly description?: ReactNode
  /** tags and figures beside the title */
  readonly meta?: ReactNode
  /** the page's own buttons, the main one last */
  readonly actions?: ReactNode
  /** a way up, a `Link` usually, above the title */
  readonly back?: ReactNode
}

/** The head of a page: its name (`h1` and the browser's tab), what belongs to it and what can be done here. */
export function PageHeader({ title, description, meta, actions, back }: PageHeaderProps) {
  usePageTitle(title)
  return (
    <div className={classes.header}>
      <div className={classes.words}>
        {back && <div className={classes.back}>{back}</div>}
        <div className={classes.line}>
          <Title order={1}>{title}</Title>
          {meta}
        </div>
        {description && <div className={classes.description}>{description}</div>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}

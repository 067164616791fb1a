import { Title, type TitleOrder } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'

export interface EmptyStateProps {
  readonly Icon: Icon
  readonly title: string
  /** what would stand here, and how it comes about */
  readonly children?: ReactNode
  /** the one thing to do now */
  readonly action?: ReactNode
  /** `small` for inside a panel or a table */
  readonly size?: 'page' | 'small'
  readonly titleOrder?: TitleOrder
}

/** What a page says when it has nothing to show yet: what belongs here, and the way to the first one. */
export function EmptyState({ Icon, title, children, action, size = 'page', titleOrder = 2 }: EmptyStateProps) {
  return (
    <div className={classes.empty} data-size={size}>
      <div className={classes.egg}>
        <Icon size={size === 'page' ? 34 : 22} stroke={1.5} aria-hidden />
      </div>
      <Title order={titleOrder} size={size === 'page' ? 'h2' : 'h4'}>
        {title}
      </Title>
      {children && <div className={classes.text}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}

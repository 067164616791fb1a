import { Collapse, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import classes from './FormSection.module.css'

export interface FormSectionProps {
  readonly title: string
  /** said beside the title while the section is closed: what is set inside */
  readonly summary?: string
  /** may be folded away; open from the start where something is set or wrong inside */
  readonly isFoldable?: boolean
  readonly isOpenAtFirst?: boolean
  readonly children: ReactNode
}

/** Fields that belong together, under a heading of the inspector. */
export function FormSection({ title, summary, isFoldable = false, isOpenAtFirst = false, children }: FormSectionProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  if (!isFoldable) {
    return (
      <section className={classes.section} aria-labelledby={id}>
        <h3 id={id} className={classes.title}>
          {title}
        </h3>
        <div className={classes.fields}>{children}</div>
      </section>
    )
  }
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h3 className={classes.heading}>
        <UnstyledButton
          id={id}
          className={classes.toggle}
          aria-expanded={isOpen}
          onClick={() => setOpen((open) => !open)}
        >
          <IconChevronRight
            size={15}
            stroke={2}
            aria-hidden
            className={classes.chevron}
            data-open={isOpen || undefined}
          />
          {title}
        </UnstyledButton>
        {!isOpen && summary && <span className={classes.summary}>{summary}</span>}
      </h3>
      <Collapse expanded={isOpen} keepMounted={false}>
        <div className={classes.fields}>{children}</div>
      </Collapse>
    </section>
  )
}

import type { Task } from '@couveuse/shared/api/tasks'
import type { TaskChannel } from '@couveuse/shared/contract/words'
import { Button } from '@mantine/core'
import { IconAlarm, IconCheck, IconListCheck, IconMailOpened, IconPhone, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../ui/data-table.ts'
import { Tag } from '../../ui/Tag.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import classes from './Tasks.module.css'

const icons = {
  call: IconPhone,
  letter: IconMailOpened,
  social: IconUsers,
  other: IconListCheck,
} satisfies Record<TaskChannel, unknown>

/** The columns of the list of tasks; open ones have a button to say that they are done. */
export function useTaskColumns(state: Task['state'], onFinish: (task: Task) => void): readonly Column<Task>[] {
  const { t } = useTranslation('sales')
  return [
    {
      key: 'due',
      header: t('tasks.column.due'),
      width: '170px',
      render: ({ dueAt, isOverdue, doneAt }) => (
        <div className={classes.due}>
          <TimeText at={doneAt ?? dueAt} as="dateTime" />
          {isOverdue && (
            <Tag tone="bad" Icon={IconAlarm}>
              {t('tasks.overdue')}
            </Tag>
          )}
        </div>
      ),
    },
    { key: 'task', header: t('tasks.column.task'), render: (task) => <TaskWords task={task} /> },
    {
      key: 'contact',
      header: t('tasks.column.contact'),
      width: '220px',
      render: ({ contact }) => (
        <div className={classes.contact}>
          <Link to="/contacts/$contactId" params={{ contactId: contact.id }}>
            {contact.name}
          </Link>
          {contact.accountName && <span>{contact.accountName}</span>}
        </div>
      ),
    },
    {
      key: 'assignee',
      header: t('tasks.column.assignee'),
      width: '150px',
      from: 768,
      render: ({ assignee }) =>
        assignee.startsWith('team:') ? t('tasks.teamOf', { team: assignee.slice('team:'.length) }) : assignee,
    },
    {
      key: 'flow',
      header: t('tasks.column.flow'),
      width: '180px',
      from: 1300,
      render: ({ flowName }) => <span className={classes.dim}>{flowName}</span>,
    },
    ...(state === 'open'
      ? [
          {
            key: 'action',
            header: t('tasks.column.action'),
            isHeaderHidden: true,
            width: '110px',
            align: 'end',
            render: (task: Task) => (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconCheck size={15} stroke={2} aria-hidden />}
                aria-label={t('tasks.finishOf', { title: task.title })}
                onClick={() => onFinish(task)}
              >
                {t('tasks.finish')}
              </Button>
            ),
          } as const,
        ]
      : []),
  ]
}

function TaskWords({ task }: { task: Task }) {
  const { t } = useTranslation('sales')
  const Icon = icons[task.channel]
  return (
    <div className={classes.task}>
      <Icon size={18} stroke={1.6} role="img" aria-label={t(`tasks.channel.${task.channel}`)} />
      <div>
        <strong>{task.title}</strong>
        {task.instructions && <p>{task.instructions}</p>}
      </div>
    </div>
  )
}

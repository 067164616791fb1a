import type { StepView } from '../step-view.ts'
import { TaskCard } from './Card.tsx'
import { TaskInspector } from './Inspector.tsx'

export const taskView: StepView<'task'> = {
  kind: 'task',
  create: () => ({ kind: 'task', channel: 'call', title: '', assignee: 'owner', due: 'P2D' }),
  Card: TaskCard,
  Inspector: TaskInspector,
  outletName: (_, outlet, t) => {
    if (outlet === 'opened') return t('kind.task.opened')
    return outlet === 'done' ? t('kind.task.done') : t('kind.task.overdue')
  },
  outletTone: (outlet) => (outlet === 'done' ? 'good' : outlet === 'overdue' ? 'warn' : 'neutral'),
}

import type { StepView } from '../step-view.ts'
import { BranchCard } from './Card.tsx'
import { BranchInspector } from './Inspector.tsx'

export const branchView: StepView<'branch'> = {
  kind: 'branch',
  create: () => ({
    kind: 'branch',
    paths: [
      {
        outlet: 'path',
        name: '',
        when: { combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] },
      },
    ],
  }),
  Card: BranchCard,
  Inspector: BranchInspector,
  outletName: ({ paths }, outlet, t) =>
    outlet === 'else' ? t('kind.branch.else') : paths.find((path) => path.outlet === outlet)?.name.trim() || outlet,
  outletTone: (outlet) => (outlet === 'else' ? 'neutral' : 'accent'),
}

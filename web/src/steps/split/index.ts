import type { StepView } from '../step-view.ts'
import { SplitCard } from './Card.tsx'
import { SplitInspector } from './Inspector.tsx'

export const splitView: StepView<'split'> = {
  kind: 'split',
  create: () => ({
    kind: 'split',
    paths: [
      { outlet: 'a', name: 'A', weight: 50 },
      { outlet: 'b', name: 'B', weight: 50 },
    ],
  }),
  Card: SplitCard,
  Inspector: SplitInspector,
  outletName: ({ paths }, outlet) => paths.find((path) => path.outlet === outlet)?.name.trim() || outlet,
  outletTone: () => 'accent',
}

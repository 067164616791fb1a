import { HANDOFF_OUTCOMES } from '@couveuse/shared/contract/words'
import type { Tone } from '../../ui/Tag.tsx'
import { oneOf } from '../one-of.ts'
import type { StepView } from '../step-view.ts'
import { firstTeam } from '../workspace.ts'
import { HandoffCard } from './Card.tsx'
import { HandoffInspector } from './Inspector.tsx'

const tones: Readonly<Record<string, Tone>> = {
  accepted: 'good',
  won: 'good',
  returned: 'warn',
  expired: 'warn',
  lost: 'bad',
}

export const handoffView: StepView<'handoff'> = {
  kind: 'handoff',
  create: (workspace) => ({
    kind: 'handoff',
    team: firstTeam(workspace),
    routing: 'round_robin',
    sla: { accept: 'PT4H', contact: 'P1D' },
    brief: '{{ contact.firstName }} {{ contact.lastName }}, {{ account.name }}: score {{ score.total }}.',
  }),
  Card: HandoffCard,
  Inspector: HandoffInspector,
  outletName: (_, outlet, t) => t(`kind.handoff.${oneOf(HANDOFF_OUTCOMES, outlet) ?? 'expired'}`),
  outletTone: (outlet) => tones[outlet] ?? 'neutral',
}

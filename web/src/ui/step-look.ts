import type { StepFamily, StepKindName } from '@couveuse/shared/contract/words'
import {
  type Icon,
  IconArrowsShuffle,
  IconArrowsSplit,
  IconBell,
  IconClock,
  IconDoorEnter,
  IconDoorExit,
  IconEar,
  IconFlag,
  IconGauge,
  IconGitBranch,
  IconHeartHandshake,
  IconListCheck,
  IconMail,
  IconMessage2,
  IconPencil,
  IconRecycle,
  IconSend,
  IconShare3,
  IconTargetArrow,
  IconUser,
  IconWebhook,
} from '@tabler/icons-react'

/** A family on the canvas: those of the steps, and the entry, which is no step. */
export type Family = StepFamily | 'entry'

/** In the order of the palette. Texts: `ui:family.<name>`. Colours: `--family-<name>-border`, `-soft`, `-text`. */
export const families: readonly Family[] = ['entry', 'send', 'human', 'wait', 'decide', 'record', 'connect', 'leave']

/** One line per kind of step: the family that gives it its colour, and the icon that tells it from its sisters. */
const looks = {
  email: { family: 'send', Icon: IconMail },
  sms: { family: 'send', Icon: IconMessage2 },
  task: { family: 'human', Icon: IconListCheck },
  handoff: { family: 'human', Icon: IconHeartHandshake },
  wait: { family: 'wait', Icon: IconClock },
  listen: { family: 'wait', Icon: IconEar },
  branch: { family: 'decide', Icon: IconGitBranch },
  split: { family: 'decide', Icon: IconArrowsShuffle },
  score: { family: 'record', Icon: IconGauge },
  update: { family: 'record', Icon: IconPencil },
  goal: { family: 'record', Icon: IconTargetArrow },
  webhook: { family: 'connect', Icon: IconWebhook },
  notify: { family: 'connect', Icon: IconBell },
  nurture: { family: 'leave', Icon: IconRecycle },
  end: { family: 'leave', Icon: IconFlag },
} satisfies Record<StepKindName, { family: StepFamily; Icon: Icon }>

const familyIcons = {
  entry: IconDoorEnter,
  send: IconSend,
  human: IconUser,
  wait: IconClock,
  decide: IconArrowsSplit,
  record: IconPencil,
  connect: IconShare3,
  leave: IconDoorExit,
} satisfies Record<Family, Icon>

export function stepFamily(kind: StepKindName): StepFamily {
  return looks[kind].family
}

export function stepIcon(kind: StepKindName): Icon {
  return looks[kind].Icon
}

export function familyIcon(family: Family): Icon {
  return familyIcons[family]
}

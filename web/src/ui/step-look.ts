import type { Language, StepFamily, StepKindName } from '@couveuse/shared/contract/words'
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

type StepLook = { readonly family: StepFamily; readonly Icon: Icon } & Readonly<Record<Language, string>>

/** One line per kind of step: the family that gives it its colour, the icon that tells it from its sisters, and its name. */
const looks = {
  email: { family: 'send', Icon: IconMail, en: 'E-mail', fr: 'E-mail' },
  sms: { family: 'send', Icon: IconMessage2, en: 'SMS', fr: 'SMS' },
  task: { family: 'human', Icon: IconListCheck, en: 'Task', fr: 'Tâche' },
  handoff: { family: 'human', Icon: IconHeartHandshake, en: 'Hand-off', fr: 'Transmission' },
  wait: { family: 'wait', Icon: IconClock, en: 'Wait', fr: 'Attente' },
  listen: { family: 'wait', Icon: IconEar, en: 'Listen', fr: 'Écoute' },
  branch: { family: 'decide', Icon: IconGitBranch, en: 'Branch', fr: 'Aiguillage' },
  split: { family: 'decide', Icon: IconArrowsShuffle, en: 'Split', fr: 'Répartition' },
  score: { family: 'record', Icon: IconGauge, en: 'Score', fr: 'Score' },
  update: { family: 'record', Icon: IconPencil, en: 'Update', fr: 'Mise à jour' },
  goal: { family: 'record', Icon: IconTargetArrow, en: 'Goal', fr: 'Objectif' },
  webhook: { family: 'connect', Icon: IconWebhook, en: 'Webhook', fr: 'Webhook' },
  notify: { family: 'connect', Icon: IconBell, en: 'Notify', fr: 'Alerte interne' },
  nurture: { family: 'leave', Icon: IconRecycle, en: 'Back to nurture', fr: 'Retour en nurturing' },
  end: { family: 'leave', Icon: IconFlag, en: 'End', fr: 'Fin' },
} satisfies Record<StepKindName, StepLook>

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

/** "Wait", "Attente": what a kind of step is called, in the palette, in a journey, in a problem. */
export function stepName(kind: StepKindName, language: Language): string {
  return looks[kind][language]
}

export function stepIcon(kind: StepKindName): Icon {
  return looks[kind].Icon
}

export function familyIcon(family: Family): Icon {
  return familyIcons[family]
}

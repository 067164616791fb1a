import type { Language } from '@couveuse/shared/contract/words'
import { describeStep } from '@couveuse/shared/flow/describe'
import { diffFlows, type FlowDifference } from '@couveuse/shared/flow/diff'
import type { Flow, Step } from '@couveuse/shared/flow/schema'
import type { TFunction } from 'i18next'
import { viewOf } from '../../steps/registry.ts'

/** A change as a sentence, with the step it is about where it is about one. */
export interface Change {
  readonly type: FlowDifference['type']
  readonly step?: string
  readonly text: string
}

export interface ChangeWords {
  readonly t: TFunction<'designer'>
  readonly tSteps: TFunction<'steps'>
  readonly language: Language
}

/** What leads from one flow to another, one sentence per step and thing, in the words of the canvas. */
export function changesInWords(from: Flow, to: Flow, words: ChangeWords): readonly Change[] {
  const changes: Change[] = []
  const told = new Set<string>()
  for (const difference of diffFlows(from, to)) {
    const { type, step = '', field = '' } = difference
    // Of all that changed inside one step or one setting, one sentence tells.
    const about =
      type === 'connection_changed'
        ? `${type} ${step} ${field}`
        : `${type} ${step} ${type === 'flow_changed' ? topOf(field) : ''}`
    if (told.has(about)) continue
    told.add(about)
    changes.push({ type, ...(step === '' ? {} : { step }), text: sentence(difference, from, to, words) })
  }
  return changes
}

function sentence(
  { type, step: id = '', field = '', before, after }: FlowDifference,
  from: Flow,
  to: Flow,
  words: ChangeWords,
): string {
  const { t, language } = words
  const was = from.steps[id]
  const is = to.steps[id]
  const name = stepName(is ?? was, id, words)
  switch (type) {
    case 'step_added':
      return t('change.added', { name, text: is ? describeStep(is, language) : '' })
    case 'step_removed':
      return t('change.removed', { name })
    case 'step_changed': {
      const [then, now] = [was ? describeStep(was, language) : '', is ? describeStep(is, language) : '']
      return then === now
        ? t('change.settings', { name, field: topOf(field) })
        : t('change.changed', { name, before: then, after: now })
    }
    case 'connection_changed': {
      const outlet = field.slice('next.'.length)
      const step = is ?? was
      const what = step ? viewOf(step.kind).outletName(step, outlet, words.tSteps) : outlet
      const target = (value: unknown, flow: Flow): string => stepName(flow.steps[String(value)], String(value), words)
      if (after === undefined) return t('change.cut', { name, outlet: what, target: target(before, from) })
      if (before === undefined) return t('change.drawn', { name, outlet: what, target: target(after, to) })
      return t('change.redrawn', { name, outlet: what, target: target(after, to), before: target(before, from) })
    }
    case 'flow_changed':
      return t('change.flow', { what: flowPart(topOf(field), t) })
  }
}

function stepName(step: Step | undefined, id: string, { tSteps }: ChangeWords): string {
  return step?.label ?? (step ? `${tSteps(`kind.${step.kind}.name`)} (${id})` : id)
}

function topOf(field: string): string {
  return field.split(/[.[]/)[0] ?? field
}

const parts = ['name', 'timezone', 'start', 'entry', 'audience', 'reentry', 'goal', 'leaveWhen'] as const

function flowPart(part: string, t: ChangeWords['t']): string {
  const known = parts.find((one) => one === part)
  return known ? t(`change.part.${known}`) : part
}

import { CONTACT_FIELDS } from '@couveuse/shared/contract/words'
import type { FieldSource } from '../condition/fields.ts'
import { describeField } from '../condition/fields.ts'

/** A value that a template may print. */
export interface TemplateVariable {
  /** as Liquid writes it: `contact.firstName` */
  readonly name: string
  readonly label: string
}

export const variableGroups = ['contact', 'account', 'score', 'entry', 'var', 'flow'] as const
export type VariableGroup = (typeof variableGroups)[number]

/** What templates of this flow may print, by group (FLOW-DSL §4 "Templates", fine print 119). */
export function templateVariables(source: FieldSource): ReadonlyMap<VariableGroup, readonly TemplateVariable[]> {
  const { workspace, flow, t } = source
  const own = Object.keys(workspace.settings.attributes)
  const variable = (name: string, field = name): TemplateVariable => ({
    name,
    label: describeField(field, source).label,
  })
  const saved = Object.values(flow.steps).flatMap((step) =>
    step.kind === 'webhook' ? Object.keys(step.save ?? {}) : [],
  )
  const properties = flow.entry.flatMap((trigger) =>
    trigger.on === 'event' && trigger.where
      ? trigger.where.rules.flatMap((rule) => ('field' in rule && rule.field !== '' ? [rule.field] : []))
      : [],
  )
  return new Map<VariableGroup, readonly TemplateVariable[]>([
    [
      'contact',
      [
        ...FIRST.map((name) => variable(`contact.${name}`)),
        ...CONTACT_FIELDS.filter((name) => !FIRST.some((one) => one === name)).map((name) =>
          variable(`contact.${name}`),
        ),
        ...own.filter((name) => !name.includes('.')).map((name) => variable(`contact.${name}`)),
        { name: 'stage', label: t('condition.fields.stage') },
        { name: 'owner', label: t('condition.fields.contact.owner') },
      ],
    ],
    [
      'account',
      ['name', 'industry', 'employees', 'country']
        .map((name) => variable(`account.${name}`))
        .concat(own.filter((name) => name.startsWith('account.')).map((name) => variable(name))),
    ],
    ['score', ['total', 'engagement', 'fit', 'temperature'].map((name) => variable(`score.${name}`))],
    [
      'entry',
      [
        { name: 'event.name', label: t('condition.fields.entryEvent') },
        ...[...new Set(properties)].map((name) => ({
          name: `event.properties.${name}`,
          label: t('condition.fields.entry', { name }),
        })),
      ],
    ],
    ['var', saved.map((name) => ({ name: `vars.${name}`, label: t('condition.fields.var', { name }) }))],
    ['flow', [{ name: 'flow.name', label: t('template.flowName') }]],
  ])
}

/** What messages greet with comes first. */
const FIRST = ['firstName', 'lastName', 'title', 'email'] as const

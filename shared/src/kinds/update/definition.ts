import { contactAttributeType, convertValue } from '../../contact/convert.ts'
import { ATTRIBUTE_NAME } from '../../contact/names.ts'
import { defineStepKind } from '../../contract/step-kind.ts'
import type { Language } from '../../contract/words.ts'
import { type Finding, isFailure } from '../content.ts'
import { listInWords } from '../phrases.ts'
import { changeSet, type UpdateParams, updateParams } from './change-set.ts'

/** One change set, visible to the next step; any stage may follow any stage (FLOW-DSL §4). */
export const update = defineStepKind({
  kind: 'update',
  family: 'record',
  params: updateParams,
  outlets: () => ['done'],
  fallThrough: {},
  isActing: false,
  mayRest: () => false,
  mentions: ({ set = {} }) => ({
    writes: Object.keys(set),
    templates: Object.entries(set).flatMap(([name, value]) =>
      typeof value === 'string' ? [{ field: `set.${name}`, template: value }] : [],
    ),
  }),
  check: findings,
  describe,
  enter: (step, env) => {
    const change = changeSet(step, env)
    return isFailure(change) ? change : { type: 'leave', outlet: 'done', actions: [{ type: 'change_contact', change }] }
  },
})

const LISTS = ['addTags', 'removeTags', 'addLists', 'removeLists'] as const

function findings(step: UpdateParams): Finding[] {
  const { set = {}, stage } = step
  const found = Object.entries(set).flatMap(([name, value]): Finding[] => {
    const place = { code: 'bad_attribute', level: 'error', field: `set.${name}` } as const
    if (!ATTRIBUTE_NAME.test(name)) {
      const fix = 'Write the bare name, such as "city" instead of "contact.city".'
      return [
        { ...place, message: `"${name}" cannot name an attribute: letters, digits and _ only, a letter first`, fix },
      ]
    }
    if (name === 'createdAt') {
      return [{ ...place, message: 'contact.createdAt cannot be changed', fix: 'Write to an attribute of your own.' }]
    }
    if (value === null || (typeof value === 'string' && /\{[{%]/.test(value))) return []
    const converted = convertValue(value, contactAttributeType(name, undefined))
    if (converted.ok) return []
    return [
      {
        ...place,
        code: 'bad_value',
        message: `contact.${name} cannot take this value: ${converted.message}`,
        fix: 'Write a value of its type.',
      },
    ]
  })
  const isEmpty =
    stage === undefined && Object.keys(set).length === 0 && LISTS.every((list) => (step[list] ?? []).length === 0)
  if (!isEmpty) return found
  const message = 'this step changes nothing yet'
  return [
    { code: 'empty_update', level: 'warning', field: 'set', message, fix: 'Set an attribute, a stage, tags or lists.' },
  ]
}

const WORDS = {
  addTags: { en: 'add tag', fr: 'ajouter le tag' },
  removeTags: { en: 'remove tag', fr: 'retirer le tag' },
  addLists: { en: 'add to list', fr: 'ajouter à la liste' },
  removeLists: { en: 'remove from list', fr: 'retirer de la liste' },
}

function describe(step: UpdateParams, language: Language): string {
  const parts = Object.entries(step.set ?? {}).map(
    ([name, value]) => `${name} = ${value === null ? '∅' : String(value)}`,
  )
  if (step.stage !== undefined) parts.push(`${{ en: 'stage', fr: 'étape' }[language]} = ${step.stage}`)
  for (const list of LISTS)
    if (step[list]?.length) parts.push(`${WORDS[list][language]} ${listInWords(step[list], 'and', language)}`)
  return `${{ en: 'Update:', fr: 'Mettre à jour\u202f:' }[language]} ${parts.length === 0 ? '…' : parts.join('; ')}`
}

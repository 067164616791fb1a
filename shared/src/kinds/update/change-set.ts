import { z } from 'zod'
import { contactAttributeType, convertValue } from '../../contact/convert.ts'
import { ATTRIBUTE_NAME } from '../../contact/names.ts'
import type { AttributeValue, ContactChange } from '../../contact/schema.ts'
import type { Environment } from '../../contract/environment.ts'
import { STAGES } from '../../contract/words.ts'
import { type Failure, failure } from '../content.ts'

const names = z.array(z.string())

export const updateParams = z.strictObject({
  /** bare attribute names, built-in ones included; text is a template, an array a set, null removes (fine print 111) */
  set: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), names])).optional(),
  stage: z.enum(STAGES).optional(),
  addTags: names.optional(),
  removeTags: names.optional(),
  addLists: names.optional(),
  removeLists: names.optional(),
})
export type UpdateParams = z.infer<typeof updateParams>

/** Tags and lists are sets of their own on the contact, whatever a custom attribute is called (fine print 25). */
const SETS = ['tags', 'lists'] as const

/** The one change set the step asks for (FLOW-DSL §4, fine print 111), or why a value cannot be written. */
export function changeSet(params: UpdateParams, env: Environment): ContactChange | Failure {
  const fields: [string, AttributeValue | null][] = []
  const sets: { tags?: readonly string[]; lists?: readonly string[] } = {}
  for (const [name, given] of Object.entries(params.set ?? {})) {
    if (!ATTRIBUTE_NAME.test(name)) return failure('bad_value', `set: "${name}" cannot name an attribute`)
    if (name === 'createdAt') return failure('bad_value', 'set: contact.createdAt cannot be changed')
    const value = given === null ? null : newValue(name, given, env)
    if (isFailed(value)) return value
    const set = SETS.find((one) => one === name)
    if (set) sets[set] = Array.isArray(value) ? value : []
    else fields.push([name, value])
  }
  const { stage, addTags, removeTags, addLists, removeLists } = params
  return {
    ...(fields.length === 0 ? {} : { fields: Object.fromEntries(fields) }),
    ...sets,
    ...(stage === undefined ? {} : { stage }),
    ...(addTags === undefined ? {} : { addTags }),
    ...(removeTags === undefined ? {} : { removeTags }),
    ...(addLists === undefined ? {} : { addLists }),
    ...(removeLists === undefined ? {} : { removeLists }),
  }
}

function newValue(name: string, given: AttributeValue, env: Environment): AttributeValue | Failure {
  let value = given
  if (typeof given === 'string') {
    const rendered = env.renderText(given)
    if (!rendered.ok) return failure('template_error', `set.${name}: ${rendered.message}`)
    value = rendered.value
  }
  const converted = convertValue(value, contactAttributeType(name, env.attributeType(name)))
  return converted.ok ? converted.value : failure('bad_value', `set.${name}: ${converted.message}`)
}

function isFailed(value: AttributeValue | null | Failure): value is Failure {
  return typeof value === 'object' && value !== null && 'code' in value
}

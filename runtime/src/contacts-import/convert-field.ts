import { contactAttributeType, convertValue } from '@couveuse/shared/contact/convert'
import { ATTRIBUTE_NAME } from '@couveuse/shared/contact/names'
import type { AttributeValue } from '@couveuse/shared/contact/schema'
import { type AttributeType, BUYING_ROLES } from '@couveuse/shared/contract/words'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import { normalizeEmail } from './normalize-email.ts'

export type FieldConversion =
  | { readonly ok: true; readonly value: AttributeValue }
  | { readonly ok: false; readonly code: 'invalid_value' | 'invalid_email'; readonly message: string }

type Attributes = WorkspaceSettings['attributes']

/** A value for `contact.<name>`, by the attribute's declared type (fine print 1, 147). Phone numbers: see normalizePhone. */
export function convertContactField(name: string, value: AttributeValue, attributes: Attributes): FieldConversion {
  if (!ATTRIBUTE_NAME.test(name))
    return invalid(`"${name}" is no attribute name: a letter first, then letters, digits and _`)
  const elsewhere = NOT_FIELDS[name]
  if (elsewhere) return invalid(elsewhere)
  if (name === 'email') return convertEmail(value)
  if (name === 'buyingRole') return convertBuyingRole(value)
  return convert(name, value, contactAttributeType(name, declared(attributes, name)))
}

/** A value for `account.<name>`; head count and revenue are numbers (fine print 151). */
export function convertAccountField(name: string, value: AttributeValue, attributes: Attributes): FieldConversion {
  if (!ATTRIBUTE_NAME.test(name))
    return invalid(`"${name}" is no attribute name: a letter first, then letters, digits and _`)
  const type = name === 'employees' || name === 'revenue' ? 'number' : declared(attributes, `account.${name}`)
  return convert(name, value, type)
}

/** They live beside the attributes and have members of their own. */
const NOT_FIELDS: Readonly<Record<string, string>> = {
  tags: 'tags are given as `tags`, not as an attribute',
  lists: 'lists are given as `lists`, not as an attribute',
  createdAt: 'the instant of creation cannot be changed',
}

function convert(name: string, value: AttributeValue, type: AttributeType | undefined): FieldConversion {
  const converted = convertValue(value, type)
  return converted.ok ? converted : invalid(`${name}: ${converted.message}`)
}

function convertEmail(value: AttributeValue): FieldConversion {
  const email = typeof value === 'string' ? normalizeEmail(value) : undefined
  return email === undefined
    ? { ok: false, code: 'invalid_email', message: `${JSON.stringify(value)} is not an e-mail address` }
    : { ok: true, value: email }
}

function convertBuyingRole(value: AttributeValue): FieldConversion {
  const role = BUYING_ROLES.find((each) => each === String(value).trim().toLowerCase())
  return role
    ? { ok: true, value: role }
    : invalid(`${JSON.stringify(value)} is no buying role; they are ${BUYING_ROLES.join(', ')}`)
}

function declared(attributes: Attributes, name: string): AttributeType | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined
}

const invalid = (message: string): FieldConversion => ({ ok: false, code: 'invalid_value', message })

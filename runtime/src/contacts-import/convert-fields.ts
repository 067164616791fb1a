import { ERROR_CODES } from '@couveuse/shared/api/errors'
import type { AttributeValue } from '@couveuse/shared/contact/schema'
import { RequestError } from '@couveuse/shared/contract/problem'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import { convertAccountField, convertContactField } from './convert-field.ts'
import { normalizePhone } from './normalize-phone.ts'

type Values = Readonly<Record<string, AttributeValue | null>>

/**
 * The attributes of an API body, converted by their declared types. Null clears and stays null. Throws a RequestError with
 * the path of the first value that does not fit: nothing is guessed, and nothing is written of such a body.
 */
export function convertFields(
  body: { readonly fields?: Values | undefined; readonly account?: Values | undefined },
  { attributes }: WorkspaceSettings,
): { readonly fields: Record<string, AttributeValue | null>; readonly account: Record<string, AttributeValue | null> } {
  const fields = convertAll(body.fields ?? {}, 'fields', (name, value) => convertContactField(name, value, attributes))
  const account = convertAll(body.account ?? {}, 'account', (name, value) =>
    convertAccountField(name, value, attributes),
  )
  const { phone } = fields
  if (typeof phone === 'string' && phone.trim() !== '') {
    const country = typeof fields.country === 'string' ? fields.country : undefined
    const dialled = normalizePhone(phone, country)
    if (dialled === undefined) {
      throw refusal(
        'invalid_phone',
        `"${phone}" cannot be dialled: write it with its country code (+33 6 12 34 56 78)`,
        'fields.phone',
      )
    }
    fields.phone = dialled
  }
  return { fields, account }
}

function convertAll(
  values: Values,
  place: string,
  convert: (name: string, value: AttributeValue) => ReturnType<typeof convertContactField>,
): Record<string, AttributeValue | null> {
  const converted: Record<string, AttributeValue | null> = {}
  for (const [name, value] of Object.entries(values)) {
    // empty text is missing (FLOW-DSL §3), so it clears
    if (value === null || (typeof value === 'string' && value.trim() === '')) {
      converted[name] = null
      continue
    }
    const result = convert(name, value)
    if (!result.ok) throw refusal(result.code, result.message, `${place}.${name}`)
    converted[name] = result.value
  }
  return converted
}

function refusal(
  code: 'invalid_value' | 'invalid_email' | 'invalid_phone',
  message: string,
  path: string,
): RequestError {
  return new RequestError(code, `${message}.`, { path, status: ERROR_CODES[code].status })
}

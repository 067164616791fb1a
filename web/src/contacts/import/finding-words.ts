const codes = [
  'invalid_email',
  'invalid_value',
  'invalid_phone',
  'missing_email',
  'too_many_cells',
  'duplicate_row',
  'email_taken',
] as const
export type FindingCode = (typeof codes)[number] | 'other'

/** The code of a finding, as far as there are words for it; a newer server may have more. */
export function findingCode(code: string): FindingCode {
  return codes.find((known) => known === code) ?? 'other'
}

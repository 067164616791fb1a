import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js'

/**
 * A number in E.164. Numbers written the local way need the contact's country: a code (`FR`) or its English or French
 * name. Undefined when no number can be made of it.
 */
export function normalizePhone(text: string, country: string | undefined): string | undefined {
  const code = country === undefined ? undefined : countryCode(country)
  const written = text.trim().replace(/^00/, '+')
  const number = parsePhoneNumberFromString(written, code === undefined ? {} : { defaultCountry: code })
  return number?.isPossible() ? number.number : undefined
}

let byName: ReadonlyMap<string, CountryCode> | undefined

function countryCode(country: string): CountryCode | undefined {
  byName ??= namesOfCountries()
  return byName.get(country.trim().toLowerCase())
}

function namesOfCountries(): ReadonlyMap<string, CountryCode> {
  const names = ['en', 'fr'].map((language) => new Intl.DisplayNames([language], { type: 'region' }))
  return new Map(
    getCountries().flatMap((code) => [
      [code.toLowerCase(), code] as const,
      ...names.map((name) => [(name.of(code) ?? code).toLowerCase(), code] as const),
    ]),
  )
}

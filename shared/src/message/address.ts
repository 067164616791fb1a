// The syntax of <input type=email> in the HTML standard, which every address people really have meets.
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

/** RFC 5321: a local part of at most 64 octets in a path of at most 256 with its brackets. */
const LONGEST_LOCAL_PART = 64
const LONGEST_ADDRESS = 254

/** True for text that can be an e-mail address (FLOW-DSL §6, step 1). Surrounding spaces are not part of one. */
export function isEmailAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && text.indexOf('@') <= LONGEST_LOCAL_PART && EMAIL.test(text)
}

const E164 = /^\+[1-9]\d{6,14}$/

/** True for a phone number in E.164: `+`, country code and number, 7 to 15 digits and nothing between them. */
export function isE164(text: string): boolean {
  return E164.test(text)
}

/** Names of things in the data, the rest of a field after its first dot (fine print 147). */

/** A contact or account attribute: letters, digits and `_`, a letter first. */
export const ATTRIBUTE_NAME = /^[A-Za-z][A-Za-z0-9_]*$/

/** An event: 1 to 100 characters, none of them a control character; compared exactly (fine print 66). */
export const EVENT_NAME = /^\P{Cc}{1,100}$/u

import type { AttributeValue, Contact, ContactChange, FieldChange } from './schema.ts'

/**
 * Applies a change set and tells what really changed; a set to the same value records nothing and a change set that
 * changes nothing returns the very same contact (fine print 45, 180).
 */
export function applyChange(
  contact: Contact,
  change: ContactChange,
): { readonly contact: Contact; readonly changes: readonly FieldChange[] } {
  const changes: FieldChange[] = []
  const fields = mergeMap(contact.fields, change.fields, 'contact.', changes)
  const account = mergeMap(contact.account, change.account, 'account.', changes)
  const tags = changeSet(contact.tags, change.tags, change.addTags, change.removeTags, 'contact.tags', changes)
  const lists = changeSet(contact.lists, change.lists, change.addLists, change.removeLists, 'contact.lists', changes)
  const consent = mergeMap(contact.consent, change.consent, 'consent.', changes)
  const bant = change.bant ? replaceMap(contact.bant, change.bant, 'bant.', changes) : contact.bant
  const suppressed = changeSet(
    contact.suppressed,
    change.suppressed,
    undefined,
    undefined,
    'contact.suppressed',
    changes,
  )
  let { stage } = contact
  if (change.stage && change.stage !== stage) {
    changes.push({ field: 'stage', from: stage, to: change.stage })
    stage = change.stage
  }
  if (changes.length === 0) return { contact, changes }
  return { contact: { ...contact, fields, account, tags, lists, consent, bant, suppressed, stage }, changes }
}

function mergeMap<V extends AttributeValue>(
  before: Readonly<Record<string, V>>,
  patch: Readonly<Record<string, V | null>> | undefined,
  prefix: string,
  changes: FieldChange[],
): Readonly<Record<string, V>> {
  if (!patch) return before
  let after: Record<string, V> | undefined
  for (const [name, to] of Object.entries(patch)) {
    const from = Object.hasOwn(before, name) ? (before[name] ?? null) : null
    if (isSameValue(from, to)) continue
    changes.push({ field: prefix + name, from, to })
    after ??= { ...before }
    if (to === null) delete after[name]
    else after[name] = to
  }
  return after ?? before
}

function replaceMap<V extends AttributeValue>(
  before: Readonly<Partial<Record<string, V>>>,
  after: Readonly<Partial<Record<string, V>>>,
  prefix: string,
  changes: FieldChange[],
): Readonly<Partial<Record<string, V>>> {
  let isChanged = false
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const from = before[name] ?? null
    const to = after[name] ?? null
    if (isSameValue(from, to)) continue
    changes.push({ field: prefix + name, from, to })
    isChanged = true
  }
  return isChanged ? after : before
}

function changeSet<V extends string>(
  before: readonly V[],
  replacement: readonly V[] | undefined,
  add: readonly V[] | undefined,
  remove: readonly V[] | undefined,
  field: string,
  changes: FieldChange[],
): readonly V[] {
  if (!replacement && !add?.length && !remove?.length) return before
  const after: V[] = []
  const removed = new Set((remove ?? []).map(fold))
  const seen = new Set<string>()
  for (const text of [...(replacement ?? before), ...(add ?? [])]) {
    const key = fold(text)
    if (seen.has(key) || removed.has(key)) continue
    seen.add(key)
    after.push(text)
  }
  if (isSameValue(before, after)) return before
  changes.push({ field, from: before, to: after })
  return after
}

/** Members of a set are the same text when they compare equal (fine print 79). */
const fold = (text: string): string => text.trim().normalize('NFC').toLowerCase()

function isSameValue(a: AttributeValue | null, b: AttributeValue | null): boolean {
  if (a === b) return true
  if (!Array.isArray(a) || !Array.isArray(b)) return false
  return a.length === b.length && a.every((text, i) => text === b[i])
}

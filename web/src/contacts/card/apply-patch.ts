import type { ContactDetail, PatchContact } from '@couveuse/shared/api/contacts'

type Values = ContactDetail['fields']

/** A contact as it will be once the server has taken a change in: maps merge, null clears, lists replace (fine print 4). */
export function applyPatch(contact: ContactDetail, patch: PatchContact): ContactDetail {
  const fields = merged(contact.fields, patch.fields)
  return {
    ...contact,
    fields,
    account: merged(contact.account, patch.account),
    tags: labels(contact.tags, patch.tags, patch.addTags, patch.removeTags),
    lists: labels(contact.lists, patch.lists, patch.addLists, patch.removeLists),
    stage: patch.stage ?? contact.stage,
    bant: patch.bant ?? contact.bant,
    consent: withoutNulls({ ...contact.consent, ...patch.consent }),
    suppressed: patch.suppressed ?? contact.suppressed,
  }
}

function merged(values: Values, patch: PatchContact['fields']): Values {
  return patch ? withoutNulls({ ...values, ...patch }) : values
}

function withoutNulls<V>(map: Readonly<Record<string, V | null>>): Record<string, V> {
  const kept: Record<string, V> = {}
  for (const [name, value] of Object.entries(map)) if (value !== null) kept[name] = value
  return kept
}

function labels(
  now: readonly string[],
  replaced: readonly string[] | undefined,
  added: readonly string[] = [],
  removed: readonly string[] = [],
): string[] {
  return [...new Set([...(replaced ?? now), ...added])].filter((label) => !removed.includes(label))
}

import { z } from 'zod'
import type { Environment } from '../contract/environment.ts'
import type { Language } from '../contract/words.ts'

/** `{ team }` or `{ user }` wherever a team or a person is named. */
export const teamSchema = z.strictObject({ team: z.string().min(1) })
export const userSchema = z.strictObject({ user: z.string().min(1) })

/** Who works a task: the contact's owner, a team, or one person. */
export const assigneeSchema = z.union([z.literal('owner'), teamSchema, userSchema])
/** Who is told by `notify`: as an assignee, or any address. */
export const recipientSchema = z.union([
  z.literal('owner'),
  teamSchema,
  userSchema,
  z.strictObject({ email: z.string().min(1) }),
])

export type Person = z.infer<typeof recipientSchema>

/**
 * The person as tasks and notices carry it: the owner's own name or address (`owner` while the contact has none), a
 * user's id, an address, or `team:<key>`.
 */
export function personText(person: Person, env: Environment): string {
  if (person === 'owner') return ownerOf(env) ?? 'owner'
  if ('team' in person) return `team:${person.team}`
  return 'user' in person ? person.user : person.email
}

/** The contact's owner, undefined while there is none. */
export function ownerOf(env: Environment): string | undefined {
  const owner = env.read('contact.owner')
  return typeof owner === 'string' && owner.trim() !== '' ? owner.trim() : undefined
}

export function personInWords(person: Person, language: Language): string {
  if (person === 'owner') return { en: 'the owner', fr: 'le responsable' }[language]
  if ('team' in person) return { en: `team ${person.team}`, fr: `l’équipe ${person.team}` }[language]
  return 'user' in person ? person.user : person.email
}

/** The team a person parameter names, for `check`. */
export function teamMentions(field: string, person: Person): { readonly field: string; readonly team: string }[] {
  return typeof person === 'object' && 'team' in person ? [{ field: `${field}.team`, team: person.team }] : []
}

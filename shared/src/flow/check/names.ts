import type { Problem } from '../../contract/problem.ts'
import type { Mentions } from '../../contract/step-kind.ts'
import { type CheckContext, namesOf, problem, suggest } from './context.ts'

/** A name that the workspace does not have; nothing where there is no workspace to ask (fine print 34). */
export function unknownName(
  what: string,
  name: string,
  known: readonly string[] | undefined,
  place: { readonly step?: string; readonly field: string },
  level: Problem['level'] = 'error',
): Problem[] {
  if (known === undefined || known.includes(name)) return []
  const message = name === '' ? `no ${what} is chosen` : `there is no ${what} "${name}" in the workspace`
  return [problem(level, `unknown_${what}`, place, message, suggest(name, known, `Choose or create the ${what}.`))]
}

/** Messages, flows, teams, topics and attributes that a step names. */
export function stepNameProblems(context: CheckContext, step: string, mentions: Mentions): Problem[] {
  const { flow, workspace } = context
  const settings = workspace?.settings
  const flows = workspace?.flows && [flow.key, ...workspace.flows.map(({ key }) => key)]
  const topics = namesOf(settings?.topics)
  return [
    ...(mentions.messages ?? []).flatMap(({ field, key }) =>
      unknownName('message', key, namesOf(settings?.messages), { step, field }),
    ),
    ...(mentions.flows ?? []).flatMap(({ field, key }) => unknownName('flow', key, flows, { step, field })),
    ...(mentions.teams ?? []).flatMap(({ field, team }) =>
      unknownName('team', team, namesOf(settings?.teams), { step, field }),
    ),
    // A topic need not be declared to be used; where some are, a stranger among them is likely a typing error.
    ...(mentions.topics ?? []).flatMap(({ field, topic }) =>
      unknownName('topic', topic, topics?.length ? topics : undefined, { step, field }, 'warning'),
    ),
    ...dateFieldProblems(context, step, mentions),
  ]
}

function dateFieldProblems(context: CheckContext, step: string, { reads = [] }: Mentions): Problem[] {
  return reads.flatMap(({ field, reads: name }) => dateAttributeProblems(context, name, { step, field }))
}

/** An attribute that must hold a date: declared as anything but date or text it never will (fine print 1). */
export function dateAttributeProblems(
  { workspace }: CheckContext,
  field: string,
  place: { readonly step?: string; readonly field: string },
): Problem[] {
  const attributes = workspace?.settings.attributes ?? {}
  const name = field.startsWith('contact.') ? field.slice('contact.'.length) : field
  const type = Object.hasOwn(attributes, name) ? attributes[name] : undefined
  if (type === undefined || type === 'date' || type === 'text') return []
  const message = `${field} holds a ${type}, so it never is a date`
  return [problem('error', 'not_a_date', place, message, 'Choose an attribute that holds a date.')]
}

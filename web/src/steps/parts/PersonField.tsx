import type { Person } from '@couveuse/shared/kinds/people'
import { Autocomplete, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../editing.ts'
import { firstTeam, type Workspace, workspaceMembers } from '../workspace.ts'
import { FormField } from './FormField.tsx'
import { NameSelect } from './NameSelect.tsx'
import { useTypedText } from './useTypedText.ts'

const forms = ['owner', 'team', 'user', 'email'] as const
type Form = (typeof forms)[number]

export interface PersonFieldProps<P extends Person> {
  readonly label: string
  readonly field: string
  readonly value: P
  readonly onChange: (person: P) => void
  /** what may stand there: an address only where a notice is sent */
  readonly choices: { readonly [F in Form]?: (name: string) => P }
}

/** A person: the contact's owner, a team, one member, or an address. */
export function PersonField<P extends Person>({ label, field, value, onChange, choices }: PersonFieldProps<P>) {
  const { t } = useTranslation('steps')
  const { workspace } = useEditing()
  const { form, name } = read(value)
  const typed = useTypedText(name, (next) => set(form, next))
  const set = (next: Form, of: string): void => {
    const make = choices[next]
    if (make) onChange(make(of))
  }
  return (
    <>
      <FormField field={field} deep={false}>
        {(error) => (
          <Select
            label={label}
            error={error}
            allowDeselect={false}
            value={form}
            onChange={(chosen) => {
              const next = forms.find((one) => one === chosen)
              if (next && next !== form) set(next, firstOf(next, workspace))
            }}
            data={forms.filter((one) => choices[one]).map((one) => ({ value: one, label: t(`form.person.${one}`) }))}
          />
        )}
      </FormField>
      {form === 'team' && (
        <NameSelect
          label={t('form.person.whichTeam')}
          field={`${field}.team`}
          value={name}
          onChange={(team) => team && set('team', team)}
          names={Object.keys(workspace.settings.teams)}
          none={t('form.person.noTeam')}
        />
      )}
      {form === 'user' && (
        <FormField field={`${field}.user`}>
          {(error) => (
            <Autocomplete
              label={t('form.person.whichUser')}
              error={error}
              {...typed}
              data={[...workspaceMembers(workspace)]}
            />
          )}
        </FormField>
      )}
      {form === 'email' && (
        <FormField field={`${field}.email`}>
          {(error) => (
            <TextInput
              type="email"
              label={t('form.person.whichEmail')}
              placeholder="sales@example.com"
              error={error}
              {...typed}
              onChange={(event) => typed.onChange(event.currentTarget.value)}
            />
          )}
        </FormField>
      )}
    </>
  )
}

/** Where each form begins: none of them may be empty. */
function firstOf(form: Form, workspace: Workspace): string {
  if (form === 'team') return firstTeam(workspace)
  return form === 'user' ? (workspaceMembers(workspace)[0] ?? 'ana') : 'sales@example.com'
}

function read(person: Person): { readonly form: Form; readonly name: string } {
  if (person === 'owner') return { form: 'owner', name: '' }
  if ('team' in person) return { form: 'team', name: person.team }
  return 'user' in person ? { form: 'user', name: person.user } : { form: 'email', name: person.email }
}

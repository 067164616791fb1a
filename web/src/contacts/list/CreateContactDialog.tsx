import type { CreateContact } from '@couveuse/shared/api/contacts'
import { STAGES, type Stage } from '@couveuse/shared/contract/words'
import { Alert, Button, Checkbox, Group, Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api-error.ts'
import { errorWords } from '../../ui/error-text.ts'
import { useCreateContact } from '../queries.ts'

const FIELDS = ['firstName', 'lastName', 'email', 'phone', 'title'] as const
type Typed = Record<(typeof FIELDS)[number] | 'company', string>
const EMPTY: Typed = { firstName: '', lastName: '', email: '', phone: '', title: '', company: '' }

/** Makes a contact by hand, with no more than a call sheet asks for, and opens its page. */
export function CreateContactDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('contacts')
  const { t: ui } = useTranslation('ui')
  const navigate = useNavigate()
  const creating = useCreateContact()
  const [typed, setTyped] = useState(EMPTY)
  const [stage, setStage] = useState<Stage>('prospect')
  const [agreed, setAgreed] = useState<readonly string[]>([])
  const [isTried, setTried] = useState(false)

  const isNobody = FIELDS.every((field) => field === 'title' || typed[field].trim() === '')
  const refused = creating.error instanceof ApiError ? creating.error : undefined
  const wrongField = FIELDS.find((field) => refused?.path === `fields.${field}`)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (isNobody) return
    creating.mutate(bodyOf(typed, { stage, mayEmail: agreed.includes('email'), mayText: agreed.includes('sms') }), {
      onSuccess: ({ id }) => void navigate({ to: '/contacts/$contactId', params: { contactId: id } }),
    })
  }
  const field = (
    name: keyof Typed,
    label: string,
    { isFirst = false, ...extra }: { isFirst?: boolean; type?: string; description?: string } = {},
  ) => (
    <TextInput
      {...(isFirst ? { 'data-autofocus': true } : {})}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      label={label}
      value={typed[name]}
      autoComplete="off"
      maxLength={400}
      error={wrongField === name && refused ? errorWords(refused, ui).text : undefined}
      onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
      {...extra}
    />
  )

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('create.title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            {field('firstName', t('create.firstName'), { isFirst: true })}
            {field('lastName', t('create.lastName'))}
            {field('email', t('create.email'), { type: 'email' })}
            {field('phone', t('create.phone'), { type: 'tel', description: t('create.phoneHint') })}
            {field('title', t('create.jobTitle'))}
            {field('company', t('create.company'))}
            <Select
              label={t('create.stage')}
              allowDeselect={false}
              data={STAGES.map((one) => ({ value: one, label: ui(`stage.${one}`) }))}
              value={stage}
              onChange={(chosen) => setStage(STAGES.find((one) => one === chosen) ?? 'prospect')}
            />
            <Checkbox.Group
              label={t('create.consent')}
              description={t('create.consentHint')}
              value={[...agreed]}
              onChange={setAgreed}
            >
              <Group gap="lg" mt={8}>
                <Checkbox value="email" label={t('create.consentEmail')} />
                <Checkbox value="sms" label={t('create.consentSms')} />
              </Group>
            </Checkbox.Group>
          </SimpleGrid>
          {isTried && isNobody && (
            <Alert color="red" role="alert">
              {t('create.needed')}
            </Alert>
          )}
          {creating.error && <Refusal error={creating.error} email={typed.email.trim()} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {ui('cancel')}
            </Button>
            <Button type="submit" loading={creating.isPending}>
              {t('create.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Refusal({ error, email }: { error: Error; email: string }) {
  const { t } = useTranslation('contacts')
  const { t: ui } = useTranslation('ui')
  const { text, detail, code } = errorWords(error, ui)
  return (
    <Alert color="red" role="alert" title={t('create.failed')}>
      {detail ?? text}{' '}
      {code === 'contact_exists' && email !== '' && (
        <Link to="/contacts" search={{ q: email }}>
          {t('create.findOther')}
        </Link>
      )}
    </Alert>
  )
}

/** What was filled in; what was left empty is not said at all. */
function bodyOf(
  typed: Typed,
  { stage, mayEmail, mayText }: { stage: Stage; mayEmail: boolean; mayText: boolean },
): CreateContact {
  const filled = FIELDS.map((field) => [field, typed[field].trim()] as const).filter(([, text]) => text !== '')
  const company = typed.company.trim()
  return {
    fields: Object.fromEntries(filled),
    account: company === '' ? {} : { name: company },
    stage,
    consent: { ...(mayEmail ? { email: 'granted' } : {}), ...(mayText ? { sms: 'granted' } : {}) },
  }
}

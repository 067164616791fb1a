import type { Flow } from '@couveuse/shared/flow/schema'
import type { ScriptedAnswer } from '@couveuse/shared/simulate/scenario'
import { Button, Group, Input, JsonInput, NumberInput, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../../steps/one-of.ts'
import { DurationField } from '../../ui/DurationField.tsx'
import { ANSWER_KINDS, type AnswerDraft, answerDraft, scriptOf } from '../webhook-script.ts'

type Webhooks = Readonly<Record<string, readonly ScriptedAnswer[]>>

export interface WebhookAnswersProps {
  readonly flow: Flow
  readonly webhooks: Webhooks
  readonly onChange: (webhooks: Webhooks) => void
}

/** What each webhook of the flow is answered in the replay; nothing where the flow has none. */
export function WebhookAnswers({ flow, webhooks, onChange }: WebhookAnswersProps) {
  const { t } = useTranslation('simulator')
  const steps = Object.entries(flow.steps).filter(([, { kind }]) => kind === 'webhook')
  if (steps.length === 0) return null
  const set = (id: string, script: readonly ScriptedAnswer[]): void => {
    const { [id]: _, ...others } = webhooks
    onChange(script.length === 0 ? others : { ...others, [id]: script })
  }
  return (
    <Input.Wrapper label={t('world.webhooks')} description={t('world.webhooksHint')} labelElement="div">
      <Stack gap="sm" mt={6}>
        {steps.map(([id, step]) => (
          <Answer
            key={id}
            name={step.label?.trim() || id}
            script={Object.hasOwn(webhooks, id) ? (webhooks[id] ?? []) : []}
            onChange={(script) => set(id, script)}
          />
        ))}
      </Stack>
    </Input.Wrapper>
  )
}

interface AnswerProps {
  readonly name: string
  readonly script: readonly ScriptedAnswer[]
  readonly onChange: (script: readonly ScriptedAnswer[]) => void
}

function Answer({ name, script, onChange }: AnswerProps) {
  const { t } = useTranslation('simulator')
  const { t: ui } = useTranslation('ui')
  const [draft, setDraft] = useState(() => answerDraft(script))
  if (!draft) {
    return (
      <Group gap="xs">
        <Text>
          {t('world.answer', { step: name })}: {t('world.script', { count: script.length })}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            setDraft(answerDraft([]))
            onChange([])
          }}
        >
          {ui('remove')}
        </Button>
      </Group>
    )
  }
  const change = (part: Partial<AnswerDraft>): void => {
    const next = { ...draft, ...part }
    setDraft(next)
    const read = scriptOf(next)
    if (read) onChange(read)
  }
  return (
    <Stack gap={8}>
      <Select
        label={t('world.answer', { step: name })}
        data={ANSWER_KINDS.map((kind) => ({ value: kind, label: t(`world.answers.${kind}`) }))}
        value={draft.kind}
        onChange={(kind) => change({ kind: oneOf(ANSWER_KINDS, kind ?? '') ?? 'ok' })}
        allowDeselect={false}
      />
      {draft.kind === 'own' && (
        <>
          <Group grow align="flex-start" gap="sm">
            <NumberInput
              label={t('world.status')}
              value={draft.status}
              onChange={(status) => change({ status: typeof status === 'number' ? status : 200 })}
              min={100}
              max={599}
              hideControls
            />
            <DurationField
              label={t('world.after')}
              value={draft.after}
              onChange={(after) => change({ after })}
              unit="seconds"
              units={['seconds', 'minutes', 'hours']}
            />
          </Group>
          <JsonInput
            label={t('world.body')}
            value={draft.body}
            onChange={(body) => change({ body })}
            autosize
            minRows={2}
            maxRows={10}
            error={scriptOf(draft) ? undefined : t('world.bodyWrong')}
          />
        </>
      )}
    </Stack>
  )
}

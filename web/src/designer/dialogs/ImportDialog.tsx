import type { Problem } from '@couveuse/shared/contract/problem'
import { type FlowRead, readFlowText } from '@couveuse/shared/flow/schema'
import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { IconAlertTriangle, IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../../steps/useProblemWords.ts'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import classes from './ImportDialog.module.css'

const MOST_BYTES = 5_000_000
const SHOWN = 8

/** Puts a flow from a file or the clipboard in the place of the draft; one undo brings the old one back. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('designer')
  const store = useDesignerStore()
  const key = useDesigner(({ flow }) => flow.key)
  const [text, setText] = useState('')
  const [read, setRead] = useState<FlowRead>()
  const take = (next: string): void => {
    setText(next)
    setRead(next.trim() === '' ? undefined : readFlowText(next))
  }
  const flow = read?.ok ? read.flow : undefined
  const replace = (): void => {
    if (!flow) return
    store.endGroup()
    store.getState().edit({ type: 'replace', flow: { ...flow, key } })
    store.getState().select([])
    store.getState().setView({ announcement: t('say.imported') })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('import.title')} size="lg">
      <Stack gap="md">
        <FileDrop
          kind="json"
          label={t('import.file')}
          most={MOST_BYTES}
          onFile={(file) => void file.text().then(take)}
        />
        <Textarea
          label={t('import.paste')}
          placeholder='{ "dsl": 1, … }'
          spellCheck={false}
          minRows={4}
          maxRows={10}
          autosize
          classNames={{ input: classes.text ?? '' }}
          value={text}
          onChange={(event) => take(event.currentTarget.value)}
        />
        {read && !read.ok && <Problems problems={read.problems} />}
        {flow && (
          <Alert color="accent" icon={<IconFileImport size={18} aria-hidden />}>
            {t('import.found', { name: flow.name, count: Object.keys(flow.steps).length })}{' '}
            {flow.key === key ? '' : t('import.otherKey', { key: flow.key, own: key })}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={!flow} onClick={replace}>
            {t('import.replace')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation('designer')
  const words = useProblemWords()
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} aria-hidden />} title={t('import.unreadable')}>
      <ul className={classes.problems}>
        {problems.slice(0, SHOWN).map((problem) => {
          const { text, fix } = words(problem)
          const place = [problem.step && `steps.${problem.step}`, problem.field].filter(Boolean).join('.')
          return (
            <li key={`${place} ${problem.message}`}>
              {place && <code>{place}</code>} {text} {fix}
            </li>
          )
        })}
        {problems.length > SHOWN && <li>{t('import.more', { count: problems.length - SHOWN })}</li>}
      </ul>
    </Alert>
  )
}

import type { HandoffStory } from '@couveuse/shared/api/handoffs'
import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconArrowBackUp, IconCheck, IconChevronDown, IconTrophy, IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, usePageCommands } from '../../app/shell/commands.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { useVerdict, type Verdict } from '../queries.ts'
import { allowedVerdicts } from './allowed-verdicts.ts'
import { LoseDialog } from './LoseDialog.tsx'
import { ReturnDialog } from './ReturnDialog.tsx'
import { WinDialog } from './WinDialog.tsx'

const doneTexts = {
  accept: 'story.accepted',
  return: 'story.returned',
  won: 'story.wonDone',
  lost: 'story.lostDone',
} as const

/** Accept, give back, won, lost: by mouse, by the letters A, R, W and L, and from the command palette. */
export function Verdicts({ story, members }: { story: HandoffStory; members: readonly string[] }) {
  const { t } = useTranslation('sales')
  const notify = useNotify()
  const { mutate, isPending } = useVerdict(story.id)
  const [asked, setAsked] = useState<'return' | 'won' | 'lost'>()
  const { name } = story.contact
  const allowed = allowedVerdicts(story.state)
  const owner = story.owner ?? undefined
  const others = members.filter((member) => member !== owner)

  const tell = (verdict: Verdict): void => {
    setAsked(undefined)
    mutate(verdict, {
      onSuccess: () => notify.done(t(doneTexts[verdict.to], { name })),
      onError: (error) => notify.failed(t('story.failed'), error),
    })
  }
  const accept = (by: string | undefined): void => tell({ to: 'accept', body: by === undefined ? {} : { owner: by } })
  const ask = (what: 'return' | 'won' | 'lost') => (): void => {
    if (allowed[what]) setAsked(what)
  }
  useHotkeys([
    ['a', () => allowed.accept && !isPending && accept(owner)],
    ['r', ask('return')],
    ['w', ask('won')],
    ['l', ask('lost')],
  ])
  const commands = useMemo<readonly Command[]>(
    () => [
      ...(allowed.return
        ? [{ id: 'lead.return', label: t('story.giveBack'), Icon: IconArrowBackUp, run: () => setAsked('return') }]
        : []),
      ...(allowed.won ? [{ id: 'lead.won', label: t('story.won'), Icon: IconTrophy, run: () => setAsked('won') }] : []),
    ],
    [t, allowed.return, allowed.won],
  )
  usePageCommands(commands)

  return (
    <Group gap={8} wrap="wrap">
      {allowed.accept && (
        <Button.Group>
          <Tooltip label="A">
            <Button
              leftSection={<IconCheck size={16} stroke={2} aria-hidden />}
              loading={isPending}
              onClick={() => accept(owner)}
            >
              {owner === undefined ? t('story.accept') : t('story.acceptAs', { owner })}
            </Button>
          </Tooltip>
          {others.length > 0 && (
            <Menu>
              <Menu.Target>
                <ActionIcon variant="filled" color="accent" size={36} aria-label={t('story.acceptOther')} ml={1}>
                  <IconChevronDown size={16} stroke={2} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {others.map((member) => (
                  <Menu.Item key={member} onClick={() => accept(member)}>
                    {t('story.acceptAs', { owner: member })}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </Button.Group>
      )}
      {allowed.won && (
        <Tooltip label="W">
          <Button
            variant={allowed.accept ? 'default' : 'filled'}
            leftSection={<IconTrophy size={16} stroke={1.8} aria-hidden />}
            disabled={isPending}
            onClick={ask('won')}
          >
            {t('story.won')}
          </Button>
        </Tooltip>
      )}
      {allowed.return && (
        <Tooltip label="R">
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} stroke={1.8} aria-hidden />}
            disabled={isPending}
            onClick={ask('return')}
          >
            {t('story.giveBack')}
          </Button>
        </Tooltip>
      )}
      {allowed.lost && (
        <Tooltip label="L">
          <Button
            variant="default"
            leftSection={<IconX size={16} stroke={1.8} aria-hidden />}
            disabled={isPending}
            onClick={ask('lost')}
          >
            {t('story.lost')}
          </Button>
        </Tooltip>
      )}
      {asked === 'return' && (
        <ReturnDialog
          name={name}
          onClose={() => setAsked(undefined)}
          onSubmit={(body) => tell({ to: 'return', body })}
        />
      )}
      {asked === 'won' && (
        <WinDialog name={name} onClose={() => setAsked(undefined)} onSubmit={(body) => tell({ to: 'won', body })} />
      )}
      {asked === 'lost' && (
        <LoseDialog name={name} onClose={() => setAsked(undefined)} onSubmit={(body) => tell({ to: 'lost', body })} />
      )}
    </Group>
  )
}

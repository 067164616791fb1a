import { problemDetailsSchema } from '@couveuse/shared/api/errors'
import { Alert, Code, List } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api-error.ts'
import { errorWords } from '../../ui/error-text.ts'

const MOST_SHOWN = 6

/** Why the server did not take a flow: its words, the place, and every finding it names. */
export function RefusedFlow({ error }: { error: unknown }) {
  const { t } = useTranslation('flows')
  const { t: ui } = useTranslation('ui')
  const { text, detail, path } = errorWords(error, ui)
  const problems = error instanceof ApiError ? (problemDetailsSchema.safeParse(error.body).data?.problems ?? []) : []
  return (
    <Alert color="red" role="alert" title={t('create.failed')}>
      {text}
      {detail && <div>{detail}</div>}
      {path && <Code mt={4}>{path}</Code>}
      {problems.length > 1 && (
        <List size="sm" mt="xs">
          {problems.slice(0, MOST_SHOWN).map((problem) => (
            <List.Item key={`${problem.field} ${problem.message}`}>
              {problem.field && <Code>{problem.field}</Code>} {problem.message}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  )
}

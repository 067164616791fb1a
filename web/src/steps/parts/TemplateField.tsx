import { lazy, Suspense } from 'react'
import { TemplateInput, type TemplateInputProps } from '../template/TemplateInput.tsx'
import { FormField } from './FormField.tsx'

const TextPreview = lazy(async () => ({ default: (await import('../template/TemplatePreview.tsx')).TextPreview }))

export interface TemplateFieldProps extends Omit<TemplateInputProps, 'error'> {
  /** path inside the step, for what `check` says about it */
  readonly field: string
  /** false where the preview stands elsewhere, as that of a whole message does */
  readonly withPreview?: boolean
}

/** A template of a step: variables to insert, what `check` says, and what it prints for somebody. */
export function TemplateField({ field, withPreview = true, ...input }: TemplateFieldProps) {
  return (
    <FormField field={field}>
      {(error) => (
        <>
          <TemplateInput {...input} error={error} />
          {withPreview && /\{[{%]/.test(input.value) && (
            <Suspense>
              <TextPreview template={input.value} />
            </Suspense>
          )}
        </>
      )}
    </FormField>
  )
}

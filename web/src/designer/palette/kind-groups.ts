import { STEP_KINDS, type StepFamily, type StepKindName } from '@couveuse/shared/contract/words'
import { families, stepFamily } from '../../ui/step-look.ts'

/** Every kind of step under its family, in the order of the palette. */
export const kindGroups: readonly { readonly family: StepFamily; readonly kinds: readonly StepKindName[] }[] =
  families.flatMap((family) => {
    if (family === 'entry') return []
    return [{ family, kinds: STEP_KINDS.filter((kind) => stepFamily(kind) === family) }]
  })

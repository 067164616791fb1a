import type { Language } from '../../contract/words.ts'
import { durationInWords, offsetInWords, quoted, windowInWords } from '../phrases.ts'
import type { WaitParams } from './due.ts'

/** "Wait 3 days, then Mon-Fri 09:00-17:00". */
export function describeWait(params: WaitParams, language: Language): string {
  const window = params.window && windowInWords(params.window, language)
  const base = baseInWords(params, language)
  if (base === undefined)
    return window
      ? `${{ en: 'Wait for', fr: 'Attendre' }[language]} ${window}`
      : { en: 'Wait', fr: 'Attendre' }[language]
  return window ? `${base}, ${{ en: 'then', fr: 'puis' }[language]} ${window}` : base
}

function baseInWords(params: WaitParams, language: Language): string | undefined {
  if (params.for !== undefined)
    return `${{ en: 'Wait', fr: 'Attendre' }[language]} ${durationInWords(params.for, language)}`
  const until = { en: 'Wait until', fr: 'Attendre jusqu’à' }[language]
  if (params.until !== undefined) return `${until} ${params.until.replace('T', ' ')}`
  if (params.untilAttribute === undefined) return undefined
  const field = quoted(params.untilAttribute, language)
  const moved = params.offset === undefined ? field : `${offsetInWords(params.offset, language)} ${field}`
  const clock = params.at === undefined ? '' : { en: ` at ${params.at}`, fr: ` à ${params.at}` }[language]
  return `${until} ${moved}${clock}`
}

import type { TFunction } from 'i18next'
import { ApiError, OfflineError, UnexpectedAnswerError } from '../app/api-error.ts'
import { isKnownErrorCode } from './error-codes.ts'

export interface ErrorWords {
  /** what happened, in the language on screen where the code is known */
  readonly text: string
  /** the server's own words about the case, in English */
  readonly detail?: string
  readonly code?: string
  /** where in what was sent the fault lies */
  readonly path?: string
}

/** An error in words for the person before the screen. */
export function errorWords(error: unknown, t: TFunction<'ui'>): ErrorWords {
  if (error instanceof OfflineError) return { text: t('error.offline'), code: error.code }
  if (error instanceof UnexpectedAnswerError) {
    return { text: t('error.unexpected_answer'), detail: error.message, code: error.code }
  }
  if (error instanceof ApiError) {
    const { code, message, path } = error
    const place = path === undefined ? {} : { path }
    if (!isKnownErrorCode(code)) return { text: message, code, ...place }
    return { text: t(`errorCode.${code}`), detail: message, code, ...place }
  }
  return { text: error instanceof Error && error.message ? error.message : t('error.unknown') }
}

import { Context, Liquid, LiquidError, type StaticAnalysis, type Template } from 'liquidjs'
import { remember } from '../time/remember.ts'
import { printedScore, type QuickTemplate, quickTemplate } from './quick-template.ts'
import { CaptureHtml, escapeOutput, type FilterHandler, htmlFilters } from './safe-html.ts'
import type { TemplateContext } from './schema.ts'
import { namesFor, strftime } from './strftime.ts'
import { momentIn, readTemplateDate } from './template-date.ts'

/*
 * The Liquid of templates: liquidjs without files, dice and clock, with limits that do not depend on the machine, so that
 * the same template and contact give the same message everywhere.
 */

export type OutputForm = 'text' | 'html'

/** What went wrong in a template and where; `line` counts from 1. */
export interface TemplateFault {
  readonly reason: string
  readonly line?: number
}

export type CompiledTemplate =
  | { readonly ok: true; readonly parts: Template[]; readonly quick: QuickTemplate | undefined }
  | { readonly ok: false; readonly fault: TemplateFault }

const MOST_TEMPLATE_CHARACTERS = 500_000
const MOST_OUTPUT_CHARACTERS = 1_000_000
/** New characters and list members that filters and ranges may make in one rendering. */
const MOST_ALLOCATED = 10_000_000
/** Pieces of a template - tags, outputs, texts - rendered in one go, each turn of a loop counted. */
const MOST_PIECES = 100_000

/** Tags that read other templates from files: there are none here. */
const FILE_TAGS = ['include', 'render', 'layout', 'block']

class RenderContext extends Context {
  readonly now: number
  readonly zone: string
  readonly language: unknown

  constructor(liquid: Liquid, scope: object, { now, zone, contact }: TemplateContext) {
    super(scope, liquid.options, { sync: true }, { liquid })
    this.now = now
    this.zone = zone
    this.language = contact.language
    // liquidjs limits rendering by the clock of the machine; pieces are counted instead, the same everywhere.
    let pieces = 0
    Object.assign(this, {
      renderLimit: {
        check: () => {
          if (++pieces > MOST_PIECES)
            throw new Error('the template renders too many pieces: is there a loop in a loop?')
        },
      },
    })
  }
}

function writeDate(format: (type: unknown, style: unknown) => string): FilterHandler {
  return function (value, type, style) {
    return dateText(this.context, value, format(type, style), undefined)
  }
}

function dateText(context: Context, value: unknown, format: string, pin: unknown): unknown {
  if (!(context instanceof RenderContext)) return value
  const at = readTemplateDate(value, context.now, context.zone)
  if (at === undefined) return value
  context.memoryLimit.use(format.length)
  return strftime(momentIn(at, context.zone, pin), format, namesFor(context.language))
}

const ordinalOr = (month: string) => (type: unknown, style: unknown) => {
  if (type !== 'ordinal') return `%d ${month} %Y`
  return style === 'US' ? `${month} %-d%q, %Y` : `%-d%q ${month} %Y`
}

const DEFAULT_DATE_FORMAT = '%A, %B %-e, %Y at %-l:%M %P %z'

const dateFilters: Readonly<Record<string, FilterHandler>> = {
  date(value, format, pin) {
    const text = format === undefined || format === null ? DEFAULT_DATE_FORMAT : String(format)
    return dateText(this.context, value, text, pin)
  },
  date_to_xmlschema: writeDate(() => '%Y-%m-%dT%H:%M:%S%:z'),
  date_to_rfc822: writeDate(() => '%a, %d %b %Y %H:%M:%S %z'),
  date_to_string: writeDate(ordinalOr('%b')),
  date_to_long_string: writeDate(ordinalOr('%B')),
}

function createLiquid(form: OutputForm): Liquid {
  const liquid = new Liquid({
    strictFilters: true,
    strictVariables: false,
    ownPropertyOnly: true,
    // Never the machine's; dates are written by our own filters anyway.
    locale: 'en-US',
    templates: {},
    parseLimit: MOST_TEMPLATE_CHARACTERS,
    memoryLimit: MOST_ALLOCATED,
    ...(form === 'html' && { outputEscape: escapeOutput }),
  })
  for (const tag of FILE_TAGS) delete liquid.tags[tag]
  liquid.unregisterFilter('sample')
  for (const [name, filter] of Object.entries(dateFilters)) liquid.registerFilter(name, filter)
  if (form === 'html') {
    for (const [name, handler] of Object.entries(htmlFilters)) liquid.registerFilter(name, { handler, raw: true })
    liquid.registerTag('capture', CaptureHtml)
  }
  return liquid
}

const engines = { text: createLiquid('text'), html: createLiquid('html') }
const compilers = { text: remember(500, compileWith(engines.text)), html: remember(500, compileWith(engines.html)) }

function compileWith(liquid: Liquid): (template: string) => CompiledTemplate {
  return (template) => {
    try {
      const parts = liquid.parse(template)
      return { ok: true, parts, quick: quickTemplate(parts, { characters: MOST_ALLOCATED, pieces: MOST_PIECES }) }
    } catch (error) {
      return { ok: false, fault: faultOf(error) }
    }
  }
}

/** Parses a template strictly: an unknown tag or filter, or a block left open, is a fault. The latest 500 are remembered. */
export function compileTemplate(template: string, form: OutputForm): CompiledTemplate {
  return compilers[form](template)
}

/** Renders a compiled template; missing values print nothing. */
export function renderTemplate(
  { parts, quick }: CompiledTemplate & { ok: true },
  form: OutputForm,
  context: TemplateContext,
): RenderedTemplate {
  const written = quick?.(context)
  return written === undefined ? renderSlowly(parts, form, context) : within(written)
}

export type RenderedTemplate =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly fault: TemplateFault }

/** All that liquidjs can do. */
export function renderSlowly(parts: Template[], form: OutputForm, context: TemplateContext): RenderedTemplate {
  const liquid = engines[form]
  try {
    const output: unknown = liquid.renderSync(parts, new RenderContext(liquid, scopeOf(context), context))
    return within(String(output))
  } catch (error) {
    return { ok: false, fault: faultOf(error) }
  }
}

function within(value: string): RenderedTemplate {
  if (value.length <= MOST_OUTPUT_CHARACTERS) return { ok: true, value }
  return { ok: false, fault: { reason: `the result is longer than ${MOST_OUTPUT_CHARACTERS} characters` } }
}

/** What `{{ … }}` may read, and nothing else (FLOW-DSL §4 "Templates"). */
export const TEMPLATE_ROOTS = ['contact', 'account', 'score', 'stage', 'owner', 'flow', 'vars', 'event'] as const

function scopeOf({ contact, account, score, stage, owner, flow, vars, event }: TemplateContext): object {
  return { contact, account, score: printedScore(score), stage, owner, flow, vars, event }
}

/** Which variables a template reads that it does not make itself. */
export function analyseTemplate(parts: Template[]): StaticAnalysis {
  return engines.text.analyzeSync(parts)
}

function faultOf(error: unknown): TemplateFault {
  if (!LiquidError.is(error)) return { reason: error instanceof Error ? error.message : String(error) }
  const reason = (error.originalError?.message ?? error.message).replace(/, line:\d+, col:\d+$/, '')
  const [line] = error.token.getPosition()
  return { reason, ...(line !== undefined && { line }) }
}

import type { Rendered } from '../contract/environment.ts'
import type { MessageChannel } from '../contract/words.ts'
import { remember } from '../time/remember.ts'
import { hasTag } from './html-tags.ts'
import { compileTemplate, type OutputForm, renderTemplate, type TemplateFault } from './liquid.ts'
import type { MessageTemplate, RenderedMessage, TemplateContext } from './schema.ts'

/** Renders a template that is not HTML - a subject, a title, a brief, a URL: nothing is escaped (fine print 117). */
export function renderText(template: string, context: TemplateContext): Rendered<string> {
  return render(template, 'text', context, 'the template')
}

/**
 * Renders a message. An e-mail is HTML if its body contains a tag, and `plainText` makes its text part; else it is text alone.
 * An SMS is text and has no subject (fine print 116, 117). The subject is one line, whatever the data holds.
 */
export function renderMessage(
  template: MessageTemplate,
  channel: MessageChannel,
  context: TemplateContext,
): Rendered<RenderedMessage> {
  if (channel === 'sms') {
    const body = render(template.body, 'text', context, 'the body')
    return body.ok ? { ok: true, value: { subject: '', text: body.value } } : body
  }
  const subject = render(template.subject ?? '', 'text', context, 'the subject')
  if (!subject.ok) return subject
  const form = isHtml(template.body) ? 'html' : 'text'
  const body = render(template.body, form, context, 'the body')
  if (!body.ok) return body
  const line = oneLine(subject.value)
  if (form === 'text') return { ok: true, value: { subject: line, text: body.value } }
  return { ok: true, value: { subject: line, text: null, html: body.value } }
}

function render(template: string, form: OutputForm, context: TemplateContext, what: string): Rendered<string> {
  const compiled = compileTemplate(template, form)
  if (!compiled.ok) return { ok: false, message: told(compiled.fault, what) }
  const rendered = renderTemplate(compiled, form, context)
  return rendered.ok ? rendered : { ok: false, message: told(rendered.fault, what) }
}

function told({ reason, line }: TemplateFault, what: string): string {
  return line === undefined ? `${what} cannot be rendered: ${reason}` : `${what} is broken in line ${line}: ${reason}`
}

const isHtml: (body: string) => boolean = remember(500, hasTag)

/** No line break may leave a subject: it would begin another header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}

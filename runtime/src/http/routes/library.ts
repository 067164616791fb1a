import {
  previewTemplateSchema,
  putTemplateSchema,
  type Template,
  templateKeySchema,
  templateListSchema,
  templatePreviewSchema,
  templateSchema,
} from '@couveuse/shared/api/library'
import { checkTemplate } from '@couveuse/shared/message/check'
import { plainText } from '@couveuse/shared/message/plain-text'
import { renderMessage } from '@couveuse/shared/message/render'
import type { MessageTemplate } from '@couveuse/shared/message/schema'
import { z } from 'zod'
import { loadSubject } from '../contact-subject.ts'
import type { HttpDeps } from '../deps.ts'
import { inventedContext, previewContext } from '../preview-context.ts'
import { RequestProblems, refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'
import { changeDocument, loadWorkspace } from '../workspace.ts'

const tag = 'Message library'
const params = z.object({ key: templateKeySchema })
const notThere = (key: string) => refuse('template_not_found', `The library has no message "${key}".`)

export function libraryRoutes(deps: HttpDeps): Route[] {
  const { store, clock, shelf } = deps

  async function present(key: string, template: MessageTemplate): Promise<Template> {
    return { ...template, key, usedBy: (await shelf.users('message'))(key) }
  }

  /** A broken template would quarantine everybody who reaches it, so it is never stored. */
  async function problemsOf({ subject, body }: MessageTemplate) {
    const { settings } = await loadWorkspace(store)
    const context = { attributes: settings.attributes }
    return [
      ...checkTemplate(subject ?? '', context).map((problem) => ({ ...problem, field: 'subject' })),
      ...checkTemplate(body, context).map((problem) => ({ ...problem, field: 'body' })),
    ]
  }

  return [
    route(
      {
        id: 'listTemplates',
        method: 'get',
        path: '/api/templates',
        summary: 'The message library',
        tag,
        answers: { 200: templateListSchema },
      },
      async () => {
        const { settings } = await loadWorkspace(store)
        const usersOf = await shelf.users('message')
        const items = Object.entries(settings.messages).map(([key, template]) => ({
          ...template,
          key,
          usedBy: usersOf(key),
        }))
        return { status: 200, body: { items } }
      },
    ),
    route(
      {
        id: 'previewTemplate',
        method: 'post',
        path: '/api/templates/preview',
        summary: 'Render a message for a contact without sending it',
        tag,
        body: previewTemplateSchema,
        answers: { 200: templatePreviewSchema },
        errors: ['template_error', 'contact_not_found'],
      },
      async ({ body: { template, channel, contact } }) => {
        const now = clock.now()
        const { settings } = await loadWorkspace(store)
        const known = contact === undefined ? undefined : await loadSubject(store, settings, contact, now)
        if (contact !== undefined && !known)
          throw refuse('contact_not_found', `There is no contact "${contact}".`, 'contact')
        const context = known ? previewContext(known.subject) : inventedContext(now, settings.timezone)
        const problems = await problemsOf(template)
        const rendered = renderMessage(template, channel, context)
        if (!rendered.ok) {
          throw new RequestProblems(
            'template_error',
            `The message cannot be rendered: ${rendered.message}.`,
            problems,
            'template',
          )
        }
        const { subject, html } = rendered.value
        return { status: 200, body: { subject, text: plainText(rendered.value), html: html ?? null, problems } }
      },
    ),
    route(
      {
        id: 'getTemplate',
        method: 'get',
        path: '/api/templates/{key}',
        summary: 'A message of the library',
        tag,
        params,
        answers: { 200: templateSchema },
        errors: ['template_not_found'],
      },
      async ({ params: { key } }) => {
        const template = (await loadWorkspace(store)).settings.messages[key]
        if (!template) throw notThere(key)
        return { status: 200, body: await present(key, template) }
      },
    ),
    route(
      {
        id: 'putTemplate',
        method: 'put',
        path: '/api/templates/{key}',
        summary: 'Make or change a message of the library',
        description: 'Published flows keep the text they were published with.',
        tag,
        params,
        body: putTemplateSchema,
        answers: { 200: templateSchema },
        errors: ['template_error'],
      },
      async ({ params: { key }, body }) => {
        const problems = await problemsOf(body)
        const broken = problems.find(({ level }) => level === 'error')
        if (broken)
          throw new RequestProblems('template_error', `Message "${key}": ${broken.message}.`, problems, broken.field)
        await changeDocument(deps, 'messages', (messages) => ({ ...messages, [key]: body }))
        return { status: 200, body: await present(key, body) }
      },
    ),
    route(
      {
        id: 'deleteTemplate',
        method: 'delete',
        path: '/api/templates/{key}',
        summary: 'Delete a message that no draft names',
        tag,
        params,
        answers: { 204: null },
        errors: ['template_not_found', 'template_in_use'],
      },
      async ({ params: { key } }) => {
        if (!(await loadWorkspace(store)).settings.messages[key]) throw notThere(key)
        const users = (await shelf.users('message'))(key)
        if (users.length > 0) {
          throw refuse(
            'template_in_use',
            `Message "${key}" is used by ${users.join(', ')}: choose another one there first.`,
          )
        }
        await changeDocument(deps, 'messages', ({ [key]: _, ...others }) => others)
        return { status: 204, body: null }
      },
    ),
  ]
}

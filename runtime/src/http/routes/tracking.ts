import { z } from 'zod'
import {
  type PublicDeps,
  showUnsubscribe,
  trackClick,
  trackOpen,
  trackTrap,
  unsubscribe,
} from '../../public/tracking.ts'
import type { HttpDeps } from '../deps.ts'
import { type Route, route } from '../route.ts'

const tag = 'For the contact'
const params = z.object({ token: z.string().max(8000) })
const html = { type: 'text/html', description: 'A page in French or English' }

/** What links in messages lead to. */
export function trackingRoutes(deps: HttpDeps): Route[] {
  const forContacts: PublicDeps = {
    ...deps,
    onError: (error) => deps.report(error, { errorId: deps.newId(), request: 'tracking' }),
  }
  return [
    route(
      {
        id: 'trackOpen',
        method: 'get',
        path: '/t/o/{token}',
        summary: 'The picture that tells an open',
        tag,
        params,
        answers: { 200: { type: 'image/gif', description: 'A transparent dot' } },
      },
      async (call) => trackOpen(forContacts, call.params.token, call.c.req.raw),
    ),
    route(
      {
        id: 'trackClick',
        method: 'get',
        path: '/t/c/{token}',
        summary: 'A tracked link: leads on to the address inside its signature',
        tag,
        params,
        answers: { 302: null, 400: html },
      },
      async (call) => trackClick(forContacts, call.params.token, call.c.req.raw),
    ),
    route(
      {
        id: 'trackTrap',
        method: 'get',
        path: '/t/h/{token}',
        summary: 'The link no human sees: whoever follows it is a machine',
        tag,
        params,
        answers: { 204: null },
      },
      async (call) => trackTrap(forContacts, call.params.token),
    ),
    route(
      {
        id: 'showUnsubscribe',
        method: 'get',
        path: '/t/u/{token}',
        summary: 'Asks whether to unsubscribe; changes nothing',
        tag,
        params,
        answers: { 200: html, 400: html },
      },
      async (call) => showUnsubscribe(forContacts, call.params.token, call.c.req.raw),
    ),
    route(
      {
        id: 'unsubscribe',
        method: 'post',
        path: '/t/u/{token}',
        summary: 'Unsubscribes (RFC 8058 one-click); twice is as good as once',
        tag,
        params,
        rawBody: [
          { type: 'application/x-www-form-urlencoded', description: '`List-Unsubscribe=One-Click`, or nothing' },
        ],
        answers: { 200: html, 400: html },
      },
      async (call) => unsubscribe(forContacts, call.params.token, call.c.req.raw),
    ),
  ]
}

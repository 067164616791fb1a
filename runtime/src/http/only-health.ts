import type { Caller } from './deps.ts'

/** What a process without an API still answers: whether it is well, and what it has measured. */
const PATHS: readonly string[] = ['/health', '/ready', '/metrics']

type Answer = (request: Request, from: Caller) => Response | Promise<Response>

/** Shuts an app but for what load balancers and monitors ask. */
export function onlyHealth(answer: Answer): Answer {
  return (request, from) => (PATHS.includes(new URL(request.url).pathname) ? answer(request, from) : elsewhere())
}

const elsewhere = (): Response =>
  new Response(
    JSON.stringify({
      type: 'about:blank',
      title: 'Not here',
      status: 404,
      code: 'not_here',
      detail: 'This process lets contacts take their turns and sends. Ask one that serves with the role api or all.',
    }),
    { status: 404, headers: { 'content-type': 'application/problem+json' } },
  )

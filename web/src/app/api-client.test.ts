import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { request } from './api-client.ts'
import { ApiError, OfflineError, UnexpectedAnswerError } from './api-error.ts'

const flow = z.object({ key: z.string() })

function serverAnswers(answer: Response | Error | DOMException) {
  const server = vi.fn<typeof fetch>(async () => {
    if (answer instanceof Response) return answer.clone()
    throw answer
  })
  vi.stubGlobal('fetch', server)
  return server
}

afterEach(() => vi.unstubAllGlobals())

describe('a request', () => {
  it('gives what the schema makes of the answer', async () => {
    serverAnswers(Response.json({ key: 'white-paper', extra: 1 }))
    await expect(request({ path: '/api/flows/white-paper', schema: flow })).resolves.toEqual({ key: 'white-paper' })
  })

  it('writes its query, repeats lists and leaves out what is undefined', async () => {
    const server = serverAnswers(Response.json([]))
    await request({ path: '/api/contacts', query: { q: 'a&b', stage: ['mql', 'sal'], cursor: undefined, limit: 50 } })
    expect(server).toHaveBeenCalledWith('/api/contacts?q=a%26b&stage=mql&stage=sal&limit=50', expect.anything())
  })

  it('sends a body as JSON and a file as it is', async () => {
    const server = serverAnswers(Response.json({}))
    await request({ method: 'POST', path: '/api/events', body: { event: 'form_submitted' } })
    await request({ method: 'POST', path: '/api/import', raw: { content: 'email\na@b.c', type: 'text/csv' } })
    expect(server.mock.calls.map(([, init]) => [init?.body, new Headers(init?.headers).get('content-type')])).toEqual([
      ['{"event":"form_submitted"}', 'application/json'],
      ['email\na@b.c', 'text/csv'],
    ])
  })

  it('that is refused fails with the code, the path and the words of the server', async () => {
    serverAnswers(
      Response.json({ code: 'flow_invalid', message: 'No start', path: 'start', problems: [1] }, { status: 422 }),
    )
    const error = await request({ path: '/api/flows', schema: flow }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 422, code: 'flow_invalid', path: 'start', message: 'No start' })
    expect(error).toHaveProperty('body.problems', [1])
  })

  it("fails with the status where the error is not the API's own", async () => {
    serverAnswers(new Response('<html>Bad gateway</html>', { status: 502, statusText: 'Bad Gateway' }))
    await expect(request({ path: '/api/flows' })).rejects.toMatchObject({
      code: 'http_502',
      message: 'The server answered 502 Bad Gateway',
    })
  })

  it('without any answer is an OfflineError', async () => {
    serverAnswers(new TypeError('Failed to fetch'))
    await expect(request({ path: '/api/flows' })).rejects.toBeInstanceOf(OfflineError)
  })

  it('whose answer breaks off half-way is an OfflineError too', async () => {
    const body = new ReadableStream({ start: (stream) => stream.error(new TypeError('network error')) })
    serverAnswers(new Response(body))
    await expect(request({ path: '/api/flows', schema: flow })).rejects.toBeInstanceOf(OfflineError)
  })

  it('that was called off is no loss of connection', async () => {
    const reason = new DOMException('called off', 'AbortError')
    serverAnswers(reason)
    await expect(request({ path: '/api/flows', signal: AbortSignal.abort() })).rejects.toBe(reason)
  })

  it('names the place where an answer has another shape', async () => {
    serverAnswers(Response.json({ key: 7 }))
    const error = await request({ path: '/api/flows/x', schema: flow }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UnexpectedAnswerError)
    expect(error).toHaveProperty('message', expect.stringContaining('GET /api/flows/x'))
    expect(error).toHaveProperty('message', expect.stringContaining('key'))
  })
})

import { describe, expect, test } from 'vitest'
import type { WebhookAnswer } from '../../contract/effect.ts'
import { anEnvironment, BROKEN_TEMPLATE } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { webhook } from './definition.ts'

const step = {
  url: 'https://crm.example/contacts?name={{ contact.firstName }}',
  method: 'POST' as const,
  headers: { 'X-Name': '{{ contact.firstName }}' },
  body: '{"name": "{{ contact.firstName }}"}',
  save: { size: '/company/size', all: '' },
  timeout: 'PT30S',
}

stepKindSuite(webhook, [step, { url: 'http://localhost', method: 'GET' }])

const answered = (answer: WebhookAnswer) => webhook.resume?.(step, anEnvironment(), { type: 'webhook', answer }, {})

describe('a webhook step', () => {
  test('calls with everything rendered and waits for the answer', () => {
    expect(webhook.enter(step, anEnvironment())).toEqual({
      type: 'rest',
      wakeAt: null,
      actions: [
        {
          type: 'call_webhook',
          url: 'https://crm.example/contacts?name=Ada',
          method: 'POST',
          headers: { 'X-Name': 'Ada' },
          body: '{"name": "Ada"}',
          timeout: 'PT30S',
        },
      ],
    })
    expect(webhook.enter({ url: 'http://localhost', method: 'GET' }, anEnvironment())).toMatchObject({
      actions: [{ headers: {}, timeout: 'PT10S' }],
    })
  })

  test('saves what its pointers find in the body of a good answer', () => {
    const body = { company: { size: 250 } }
    expect(answered({ status: 204, body })).toEqual({
      type: 'leave',
      outlet: 'ok',
      actions: [
        { type: 'set_var', name: 'size', value: 250 },
        { type: 'set_var', name: 'all', value: body },
      ],
      detail: { status: 204 },
    })
  })

  test('leaves a variable missing whose pointer finds nothing (fine print 120)', () => {
    expect(answered({ status: 200, body: { company: {} } })).toMatchObject({ actions: [{ name: 'all' }] })
    expect(answered({ status: 200, body: undefined })).toMatchObject({ outlet: 'ok', actions: [] })
  })

  test.each<[WebhookAnswer, object]>([
    [{ status: 500, body: { company: { size: 1 } } }, { status: 500 }],
    [{ status: 199, body: null }, { status: 199 }],
    [{ status: 302, body: null }, { status: 302 }],
    [{ error: 'timeout' }, { error: 'timeout' }],
  ])('%j is failed, and its body is not read (fine print 160)', (answer, detail) => {
    expect(answered(answer)).toEqual({ type: 'leave', outlet: 'failed', detail })
  })

  test('waits for nothing else', () => {
    expect(webhook.resume?.(step, anEnvironment(), { type: 'timer' }, {})).toEqual({ type: 'stay' })
  })

  test.each([
    [{ url: BROKEN_TEMPLATE }, 'template_error'],
    [{ body: BROKEN_TEMPLATE }, 'template_error'],
    [{ headers: { 'X-Name': BROKEN_TEMPLATE } }, 'template_error'],
    [{ url: 'ftp://example.com' }, 'bad_value'],
    [{ url: 'https://' }, 'bad_value'],
    [{ headers: { 'X-Name': 'a\r\nX-Evil: b' } }, 'bad_value'],
    [{ headers: { 'X Name': 'a' } }, 'bad_value'],
    [{ timeout: 'soon' }, 'bad_duration'],
  ])('fails on %j: %s', (params, code) => {
    expect(webhook.enter({ ...step, ...params }, anEnvironment())).toMatchObject({ type: 'fail', code })
  })

  test.each([
    [{ url: 'crm.example' }, 'bad_url', 'url'],
    [{ method: 'GET' as const }, 'unused_parameter', 'body'],
    [{ headers: { 'X Name': 'a' } }, 'bad_header', 'headers.X Name'],
    [{ save: { size: 'company.size' } }, 'bad_pointer', 'save.size'],
  ])('check refuses %j: %s at %s', (params, code, field) => {
    expect(webhook.check?.({ ...step, ...params })).toMatchObject([{ code, field }])
  })

  test('may take its address from a template', () => {
    expect(webhook.check?.({ url: '{{ vars.callback }}', method: 'POST' })).toEqual([])
  })

  test('is described by its address', () => {
    expect(webhook.describe({ url: 'https://crm.example', method: 'POST' }, 'fr')).toBe(
      'Appeler POST https://crm.example',
    )
  })
})

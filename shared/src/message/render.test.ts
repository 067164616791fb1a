import { describe, expect, test } from 'vitest'
import { plainText } from './plain-text.ts'
import { renderMessage, renderText } from './render.ts'
import type { TemplateContext } from './schema.ts'

const context: TemplateContext = {
  contact: { firstName: 'Ada', company: 'R&D "Lovelace" <Ltd>', renewalDate: '2026-03-14', tags: ['it', 'vip'] },
  account: { employees: 250 },
  score: { fit: 20, engagement: 12.345678, total: 32.345678, temperature: 'warm' },
  stage: 'prospect',
  owner: 'bob',
  flow: { key: 'white-paper', name: 'White paper' },
  vars: { answer: { level: 3 } },
  event: { name: 'form_submitted', properties: { carrier: 'mail' } },
  now: Date.UTC(2026, 2, 2, 23, 30),
  zone: 'Europe/Paris',
}

const text = (template: string, over: Partial<TemplateContext> = {}): string => {
  const rendered = renderText(template, { ...context, ...over })
  if (!rendered.ok) throw new Error(rendered.message)
  return rendered.value
}
const fault = (template: string): string => {
  const rendered = renderText(template, context)
  return rendered.ok ? `no fault: ${rendered.value.slice(0, 100)}` : rendered.message
}
const mail = (body: string, subject = 'Hi', over: Partial<TemplateContext> = {}) => {
  const rendered = renderMessage({ subject, body }, 'email', { ...context, ...over })
  if (!rendered.ok) throw new Error(rendered.message)
  return { ...rendered.value, text: plainText(rendered.value) }
}

describe('what templates read', () => {
  test('contact, account, score, stage, owner, flow, vars and the enrolling event are there by their names', () => {
    expect(
      text(
        '{{contact.firstName}}|{{account.employees}}|{{score.temperature}}|{{stage}}|{{owner}}|{{flow.name}}|{{vars.answer.level}}|{{event.name}}|{{event.properties.carrier}}',
      ),
    ).toBe('Ada|250|warm|prospect|bob|White paper|3|form_submitted|mail')
  })

  test('a missing value prints nothing, however deep', () => {
    expect(text('[{{ contact.nope }}{{ contact.nope.deeper }}{{ nothing.at.all }}]')).toBe('[]')
    expect(text('{{ contact.nope | default: "friend" }}')).toBe('friend')
  })

  test('scores print with at most two decimals', () => {
    expect(text('{{ score.total }} {{ score.fit }}')).toBe('32.35 20')
  })

  test('nothing that JavaScript lends to every object can be read, nor the instant and zone by themselves', () => {
    expect(text('[{{ contact.constructor }}{{ contact.__proto__ }}{{ contact.toString }}{{ now }}{{ zone }}]')).toBe(
      '[]',
    )
  })

  test('a template cannot change what it reads', () => {
    expect(text('{% assign contact = 1 %}{% increment stage %}{{ contact }}')).toBe('01')
    expect(text('{{ contact.firstName }} {{ stage }}')).toBe('Ada prospect')
  })
})

describe('broken templates', () => {
  test.each([
    ['Hi {{ contact.firstName', /line 1: .*not closed/],
    ['Hi\n{% if stage %}', /line 2: .*not closed/],
    ['{{ contact.firstName | upcaze }}', /undefined filter: upcaze/],
    ['{% bogus %}', /tag "bogus" not found/],
    ['{% include "secrets" %}', /tag "include" not found/],
    ['{% render "secrets" %}', /tag "render" not found/],
    ['{% layout "secrets" %}', /tag "layout" not found/],
    ['{{ contact.tags | sample }}', /undefined filter: sample/],
  ])('%s is a fault that names the line', (template, message) => {
    expect(fault(template)).toMatch(message)
  })

  test('a mail is broken when its subject is, and says so', () => {
    expect(renderMessage({ subject: '{{', body: 'x' }, 'email', context)).toEqual({
      ok: false,
      message: expect.stringMatching(/^the subject is broken in line 1: /),
    })
    expect(renderMessage({ subject: 'x', body: '<p>\n{% if %}' }, 'email', context)).toEqual({
      ok: false,
      message: expect.stringMatching(/^the body is broken in line 2: /),
    })
    expect(renderMessage({ body: '{% if %}' }, 'sms', context).ok).toBe(false)
  })
})

describe('hostile templates', () => {
  test.each([
    ['loops in loops', '{% for i in (1..900) %}{% for j in (1..900) %}x{% endfor %}{% endfor %}'],
    ['empty loops in loops', '{% for i in (1..900) %}{% for j in (1..900) %}{% endfor %}{% endfor %}'],
    ['a huge range', '{% for i in (1..100000000) %}{% endfor %}'],
    ['text that doubles', `{% assign x = "xxxxxxxxxx" %}${'{% assign x = x | append: x %}'.repeat(40)}{{ x }}`],
    ['an output without end', `{% for i in (1..9000) %}${'x'.repeat(1000)}{% endfor %}`],
    ['a template of a million letters', 'x'.repeat(1_000_000)],
    ['blocks too deep to follow', `${'{% if stage %}'.repeat(20_000)}${'{% endif %}'.repeat(20_000)}`],
  ])('%s end in a fault instead of a stopped engine', (_name, template) => {
    expect(fault(template)).toMatch(/^the template (?:cannot be rendered|is broken)/)
  })
})

describe('dates', () => {
  test('now and today are the instant of rendering, in the zone of the contact', () => {
    expect(text('{{ "now" | date: "%Y-%m-%d %H:%M" }} {{ "today" | date: "%d" }}')).toBe('2026-03-03 00:30 03')
    expect(text('{{ "now" | date: "%Y-%m-%d %H:%M" }}', { zone: 'America/New_York' })).toBe('2026-03-02 18:30')
  })

  test('text without a zone is local to the contact, whatever its form', () => {
    for (const written of ['2026-03-14', '2026-03-14T00:00', 'March 14, 2026', '14 March 2026 00:00', '3/14/2026']) {
      expect(text(`{{ "${written}" | date: "%s" }}`), written).toBe(String(Date.UTC(2026, 2, 13, 23) / 1000))
    }
  })

  test('text with a zone is that instant, shown in the zone of the contact', () => {
    for (const written of [
      '2026-03-14T12:00:00Z',
      '2026-03-14T08:00:00-04:00',
      'Sat, 14 Mar 2026 12:00:00 GMT',
      'Sat, 14 Mar 2026 13:00:00 +0100',
      'March 14, 2026 07:00 EST',
    ]) {
      expect(text(`{{ "${written}" | date: "%d/%m/%Y %H:%M %z" }}`), written).toBe('14/03/2026 13:00 +0100')
    }
  })

  test('numbers are seconds since 1970', () => {
    expect(
      text('{{ 1457910000 | date: "%F" }}|{{ 1457910000 | date: "%Y-%m-%d" }}|{{ "1457910000" | date: "%H" }}'),
    ).toBe('%F|2016-03-14|00')
  })

  test('a zone may be named, or given in minutes west of UTC', () => {
    expect(text('{{ "now" | date: "%H:%M %Z", "Asia/Tokyo" }} {{ "now" | date: "%H:%M %z", 300 }}')).toBe(
      '08:30 Asia/Tokyo 18:30 -0500',
    )
  })

  test('what is no date is printed as it is, and nothing stays nothing', () => {
    expect(text('{{ "soon" | date: "%Y" }}[{{ contact.nope | date: "%Y" }}]{{ "2026-02-30" | date: "%Y" }}')).toMatch(
      /^soon\[\]/,
    )
  })

  test('a French contact reads French months and days', () => {
    const french = { contact: { language: 'fr' } }
    expect(text('{{ "2026-03-14" | date: "%A %-d %B %Y" }}', french)).toBe('samedi 14 mars 2026')
    expect(text('{{ "2026-03-14" | date: "%A %-d %B %Y" }}')).toBe('Saturday 14 March 2026')
  })

  test('a time that the clocks skip is written as its zone has it', () => {
    expect(text('{{ "2026-03-29T02:30" | date: "%H:%M" }}')).toBe('03:30')
    expect(text('{{ "2026-10-25T01:30:00Z" | date: "%H:%M %z" }}')).toBe('02:30 +0100')
  })

  test('the other date filters keep to the zone too', () => {
    expect(text('{{ "now" | date_to_xmlschema }} {{ "now" | date_to_rfc822 }}')).toBe(
      '2026-03-03T00:30:00+01:00 Tue, 03 Mar 2026 00:30:00 +0100',
    )
    expect(
      text(
        '{{ "now" | date_to_string }}, {{ "now" | date_to_long_string: "ordinal" }}, {{ "now" | date_to_string: "ordinal", "US" }}',
      ),
    ).toBe('03 Mar 2026, 3rd March 2026, Mar 3rd, 2026')
  })
})

describe('messages', () => {
  test('a body with a tag is HTML, with a text part made from it', () => {
    expect(mail('<h1>News</h1><p>Hi {{ contact.firstName }}, <a href="https://x.example">read</a></p>')).toEqual({
      subject: 'Hi',
      html: '<h1>News</h1><p>Hi Ada, <a href="https://x.example">read</a></p>',
      text: 'News\n\nHi Ada, read [https://x.example]',
    })
  })

  test('a body without a tag is text, as written, and brings no HTML', () => {
    expect(mail('Hi {{ contact.firstName }},\n\n  1 < 2 & 3 > 2 <ada@example.com> <your name>\n')).toEqual({
      subject: 'Hi',
      text: 'Hi Ada,\n\n  1 < 2 & 3 > 2 <ada@example.com> <your name>\n',
    })
  })

  test('data that contains a tag does not make a text mail HTML, nor break an HTML one', () => {
    const over = { contact: { firstName: '<b>Ada</b>' } }
    expect(mail('Hi {{ contact.firstName }}', 'S', over)).toEqual({ subject: 'S', text: 'Hi <b>Ada</b>' })
    expect(mail('<p>Hi {{ contact.firstName }}</p>', 'S', over)).toEqual({
      subject: 'S',
      html: '<p>Hi &lt;b&gt;Ada&lt;/b&gt;</p>',
      text: 'Hi <b>Ada</b>',
    })
  })

  test('outputs are escaped in the HTML part and nowhere else', () => {
    const {
      subject,
      html,
      text: plain,
    } = mail('<p title="{{ contact.company }}">{{ contact.company }}</p>', '{{ contact.company }}')
    expect(subject).toBe('R&D "Lovelace" <Ltd>')
    expect(html).toBe('<p title="R&amp;D &#34;Lovelace&#34; &lt;Ltd&gt;">R&amp;D &#34;Lovelace&#34; &lt;Ltd&gt;</p>')
    expect(plain).toBe('R&D "Lovelace" <Ltd>')
    expect(renderMessage({ body: '{{ contact.company }} <b>' }, 'sms', context)).toEqual({
      ok: true,
      value: { subject: '', text: 'R&D "Lovelace" <Ltd> <b>' },
    })
  })

  test('what a template escapes itself is not escaped again, and `raw` says no to it', () => {
    const over = { contact: { x: 'a<b\nc' } }
    expect(
      mail(
        '<p>{{ contact.x | escape }}|{{ contact.x | newline_to_br }}|{{ contact.x | escape | newline_to_br }}|{{ contact.x | raw }}',
        'S',
        over,
      ).html,
    ).toBe('<p>a&lt;b\nc|a&lt;b<br />\nc|a&lt;b<br />\nc|a<b\nc')
  })

  test('captured HTML stays HTML, its outputs escaped once', () => {
    expect(
      mail(
        '<p>{% capture hi %}<b>{{ contact.company }}</b>{% endcapture %}{{ hi }}{% if hi contains "Ltd" %}!{% endif %}{% if hi == "" %}?{% endif %}',
      ).html,
    ).toBe('<p><b>R&amp;D &#34;Lovelace&#34; &lt;Ltd&gt;</b>!')
  })

  test('a subject is one line, so that data cannot add a header', () => {
    const over = { contact: { firstName: 'Ada\r\nBcc: all@example.com\u2028x\u0000' } }
    expect(mail('x', ' Hi {{ contact.firstName }} ', over).subject).toBe(' Hi Ada Bcc: all@example.com x  ')
  })

  test('a mail without a subject has an empty one', () => {
    expect(renderMessage({ body: 'x' }, 'email', context)).toEqual({ ok: true, value: { subject: '', text: 'x' } })
  })
})

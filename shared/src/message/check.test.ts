import { describe, expect, test } from 'vitest'
import { checkTemplate, mentionedVariables } from './check.ts'

const found = (template: string, attributes?: Record<string, 'text' | 'date'>) =>
  checkTemplate(template, { attributes }).map(({ level, code, message, fix }) => `${level} ${code}: ${message} ${fix}`)

describe('check of a template', () => {
  test('a sound one has no problems', () => {
    expect(
      found(
        'Hi {{ contact.firstName }} {{ account.industry }} {% if score.total > 50 %}{{ stage }}{% endif %} {{ owner }} {{ flow.name }} {{ vars.x }} {{ event.name }} {{ event.properties.y.z }}',
      ),
    ).toEqual([])
  })

  test('a broken one is an error with its line', () => {
    expect(found('Hi\n{{ contact.firstName | upcaze }}')).toEqual([
      expect.stringMatching(/^error template_error: line 2 is broken: undefined filter: upcaze /),
    ])
  })

  test('a root nobody fills is a warning with what was probably meant', () => {
    expect(found('a\nb {{ contcat.firstName }}')).toEqual([
      'warning unknown_variable: line 2: nothing fills {{ contcat.firstName }}, so it prints nothing Did you mean {{ contact.firstName }}?',
    ])
    expect(found('{{ weather }}')).toEqual([expect.stringContaining('Templates may read contact, account')])
  })

  test('the same mistake in the same line is told once', () => {
    expect(found('{{ weather }} {{ weather }}')).toHaveLength(1)
  })

  test('names of the score, the flow and the event are a closed list', () => {
    expect(found('{{ score.totl }}')).toEqual([expect.stringContaining('Did you mean {{ score.total }}?')])
    expect(found('{{ event.carrier }}')).toEqual([
      expect.stringContaining('Did you mean {{ event.properties.carrier }}?'),
    ])
  })

  test('custom attributes are taken on trust where the workspace declares none, else they must be declared', () => {
    expect(found('{{ contact.renewalDate }}')).toEqual([])
    expect(found('{{ contact.renewalDate }}', {})).toEqual([])
    expect(
      found('{{ contact.renewalDate }} {{ contact.email }} {{ contact.tags.size }}', { renewalDate: 'date' }),
    ).toEqual([])
    expect(found('{{ contact.renewalDat }}', { renewalDate: 'date' })).toEqual([
      expect.stringContaining('Did you mean {{ contact.renewalDate }}?'),
    ])
  })

  test('variables a template makes itself are no problem', () => {
    expect(
      found(
        '{% assign x = 1 %}{% capture y %}{{ x }}{% endcapture %}{% for t in contact.tags %}{{ t }}{{ forloop.index }}{% endfor %}{{ y }}',
      ),
    ).toEqual([])
  })
})

describe('the variables a template mentions', () => {
  test('are told once each, with their path', () => {
    expect(
      mentionedVariables('{{ contact.firstName }} {% if account.employees > 5 %}{{ contact.firstName }}{% endif %}'),
    ).toEqual(['contact.firstName', 'account.employees'])
  })

  test('are none where the template is broken', () => {
    expect(mentionedVariables('{{ contact.firstName')).toEqual([])
  })
})

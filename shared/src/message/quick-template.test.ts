import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTemplate, type OutputForm, renderSlowly, renderTemplate } from './liquid.ts'
import type { TemplateContext } from './schema.ts'

const context: TemplateContext = {
  contact: {
    id: 'ada',
    firstName: 'Ada <& "O\'Neil">',
    lastName: '',
    tags: ['a', 'b'],
    budget: 12.5,
    isKnown: false,
    ok: true,
  },
  account: { name: null, employees: 250 },
  score: { fit: 20.126, engagement: 3, total: 23.126, temperature: 'cold' },
  stage: 'prospect',
  owner: '',
  flow: { key: 'f', name: 'A flow' },
  vars: { offer: { title: 'Deep' } },
  event: { name: 'form_submitted', properties: { form: 'white-paper' } },
  now: 0,
  zone: 'UTC',
}

function compiled(template: string, form: OutputForm) {
  const made = compileTemplate(template, form)
  if (!made.ok) throw new Error(made.fault.reason)
  return made
}

describe('what most messages are made of is written without liquidjs', () => {
  it.each([
    'Hello {{ contact.firstName | default: "you" }}',
    '{% if account.name %}at {{ account.name }}{% elsif contact.lastName %}of {{ contact.lastName }}{% else %}alone{% endif %}',
    "Score {{ score.total }}, {{ vars['offer'].title }}, {{ contact.lastName.length }}",
  ])('%s', (template) => {
    expect(compiled(template, 'html').quick).toBeDefined()
  })

  it.each([
    '{{ contact.firstName | upcase }}',
    '{% assign x = 1 %}{{ x }}',
    '{{ contact.tags.first }}{{ contact.tags.size }}',
    '{% for tag in contact.tags %}{{ tag }}{% endfor %}',
    '{% if contact.budget > 3 %}rich{% endif %}',
    '{{ contact.firstName | default: "you", allow_false: true }}',
    '{{ nobody }}',
    '{{ contact.firstName | escape | default: "x" }}',
  ])('but not %s', (template) => {
    expect(compiled(template, 'html').quick).toBeUndefined()
  })
})

const read = fc.constantFrom(
  'contact.firstName',
  'contact.lastName',
  'contact.tags',
  'contact.budget',
  'contact.isKnown',
  'contact.ok',
  'contact.missing.deeper',
  'contact.firstName.length',
  'contact.toString',
  'contact.constructor',
  'account.name',
  'account.name.first_letter',
  'account.employees',
  'score.total',
  'score.temperature',
  'stage',
  'owner',
  'flow.name',
  'vars.offer',
  'vars["offer"]["title"]',
  'event.properties.form',
  '"a <b>"',
  '42',
)
const output = fc
  .tuple(read, fc.array(fc.tuple(fc.constant(' | default: '), read), { maxLength: 2 }))
  .map(([value, filters]) => `{{ ${value}${filters.flat().join('')} }}`)
const { template } = fc.letrec<{ template: string; piece: string; choice: string }>((tie) => ({
  template: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
  piece: fc.oneof({ maxDepth: 3 }, output, fc.constantFrom('<p>', ' \n', "it's & ", '{{- stage -}} '), tie('choice')),
  choice: fc
    .tuple(read, tie('template'), fc.option(tie('template')))
    .map(([value, yes, no]) => `{% if ${value} %}${yes}${no === null ? '' : `{% else %}${no}`}{% endif %}`),
}))

describe('both ways of writing a template', () => {
  it('give the same words', () => {
    fc.assert(
      fc.property(template, fc.constantFrom<OutputForm>('text', 'html'), (source, form) => {
        const made = compiled(source, form)
        expect(made.quick).toBeDefined()
        expect(renderTemplate(made, form, context)).toEqual(renderSlowly(made.parts, form, context))
      }),
      { numRuns: 500 },
    )
  })

  it('keep to the limit on what is escaped', () => {
    const long = { ...context, owner: 'a'.repeat(600_000) }
    const made = compiled('{{ owner }}'.repeat(20), 'html')
    expect(renderTemplate(made, 'html', long)).toEqual(renderSlowly(made.parts, 'html', long))
    expect(renderTemplate(made, 'html', long).ok).toBe(false)
  })
})

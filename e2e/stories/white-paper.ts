import type { Api } from '../product/api.ts'

/** What the workspace knows before anybody draws: scores, a topic, a team of sales and one message that links to the site. */
export async function arrangeWorkspace(api: Api, siteUrl: string): Promise<void> {
  await api.putSettings({
    timezone: 'Europe/Paris',
    topics: { newsletter: { transactional: false } },
    teams: { 'inside-sales': { members: ['ana', 'bruno'] } },
  })
  await api.putScoring({
    engagement: [
      { id: 'form', event: 'form_submitted', points: 20, halfLife: 'P90D' },
      { id: 'click', event: 'email_clicked', points: 10, halfLife: 'P60D' },
      { id: 'pricing', event: 'page_viewed', points: 15 },
    ],
  })
  await api.putMessage('welcome', {
    subject: '{{ contact.firstName }}, here is your white paper',
    body: `<p>Hello {{ contact.firstName }},</p><p><a href="${siteUrl}/white-paper">Read the white paper</a></p>`,
  })
}

/** Ada will click, Basile looks at the prices, Chloé does nothing, Denis may not be written to. */
export const CONTACTS_CSV = `email,first name,last name,company,phone,consent.email,consent.sms
ada@lemaire.example,Ada,Martin,Lemaire Pumps,+33612345678,granted,granted
basile@novatek.example,Basile,Renard,Novatek,+33612345679,granted,granted
chloe@petit.example,Chloé,Petit,Petit & Fils,,granted,
denis@sorel.example,Denis,Blanc,Sorel,,denied,
`

export const EVERYBODY = [
  'ada@lemaire.example',
  'basile@novatek.example',
  'chloe@petit.example',
  'denis@sorel.example',
] as const

/** Ada as the import makes her, in the words of a scenario. */
export const ADA = {
  email: 'ada@lemaire.example',
  firstName: 'Ada',
  lastName: 'Martin',
  phone: '+33612345678',
  account: { name: 'Lemaire Pumps' },
  consent: { email: 'granted', sms: 'granted' },
} as const

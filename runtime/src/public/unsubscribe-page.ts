type Language = 'en' | 'fr'

interface Words {
  readonly title: string
  readonly question: (topic: string | undefined) => string
  readonly button: string
  readonly doneTitle: string
  readonly done: (topic: string | undefined) => string
  readonly brokenTitle: string
  readonly broken: string
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Unsubscribe',
    question: (topic) =>
      topic === undefined
        ? 'Do you want to receive no more messages from us?'
        : `Do you want to receive no more messages about “${topic}”?`,
    button: 'Unsubscribe',
    doneTitle: 'You are unsubscribed',
    done: (topic) =>
      topic === undefined
        ? 'We will not write to you again. You can close this page.'
        : `We will not write to you about “${topic}” again. You can close this page.`,
    brokenTitle: 'This link is broken',
    broken:
      'Your mail program may have cut it off. Open the message again and use the link at its end, or answer the message and tell us.',
  },
  fr: {
    title: 'Se désabonner',
    question: (topic) =>
      topic === undefined
        ? 'Ne plus recevoir de messages de notre part ?'
        : `Ne plus recevoir de messages sur « ${topic} » ?`,
    button: 'Me désabonner',
    doneTitle: 'Vous êtes désabonné(e)',
    done: (topic) =>
      topic === undefined
        ? 'Nous ne vous écrirons plus. Vous pouvez fermer cette page.'
        : `Nous ne vous écrirons plus au sujet de « ${topic} ». Vous pouvez fermer cette page.`,
    brokenTitle: 'Ce lien est incomplet',
    broken:
      'Votre messagerie l’a peut-être coupé. Rouvrez le message et utilisez le lien à la fin, ou répondez-nous pour nous le dire.',
  },
}

/** The contact's own language where the link knows it, else what the browser prefers. */
export function pageLanguage(known: string | undefined, acceptLanguage: string | undefined): Language {
  const wanted = known ?? acceptLanguage ?? ''
  return /^\s*fr\b/i.test(wanted) ? 'fr' : 'en'
}

/** The question; its form posts to the very address of the page. */
export function questionPage(language: Language, topic: string | undefined): string {
  const words = WORDS[language]
  return page(
    language,
    words.title,
    `<p>${escapeText(words.question(topic))}</p><form method="post"><button>${words.button}</button></form>`,
  )
}

export function donePage(language: Language, topic: string | undefined): string {
  const words = WORDS[language]
  return page(language, words.doneTitle, `<p role="status">${escapeText(words.done(topic))}</p>`)
}

export function brokenLinkPage(language: Language): string {
  const words = WORDS[language]
  return page(language, words.brokenTitle, `<p>${words.broken}</p>`)
}

function page(language: Language, title: string, content: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>
:root { color-scheme: light dark }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1.0625rem/1.5 system-ui, sans-serif; background: light-dark(#f6f6f4, #17181a); color: light-dark(#1f2328, #e8e8e6) }
main { max-width: 26rem; margin: 1rem; padding: 2rem; border-radius: 12px; background: light-dark(#fff, #202124); box-shadow: 0 1px 3px rgb(0 0 0 / 0.15) }
h1 { margin: 0 0 0.75rem; font-size: 1.375rem }
p { margin: 0 0 1.25rem }
p:last-child { margin: 0 }
button { font: inherit; font-weight: 600; padding: 0.6rem 1.2rem; border: 0; border-radius: 8px; background: light-dark(#1f2328, #e8e8e6); color: light-dark(#fff, #17181a); cursor: pointer }
button:focus-visible { outline: 3px solid #4c8dff; outline-offset: 2px }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

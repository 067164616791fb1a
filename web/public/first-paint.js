// Sets theme and language before the first paint, so that neither flashes. Reads what the app's switches remember.
;(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const root = document.documentElement
  const theme = read('couveuse.theme')
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  const language = read('couveuse.language') ?? navigator.language.slice(0, 2)
  root.lang = language === 'fr' ? 'fr' : 'en'
})()

// Text areas that grow with their text listen to fonts being loaded; jsdom has none to load.
if (!('fonts' in document)) Object.defineProperty(document, 'fonts', { value: new EventTarget() })

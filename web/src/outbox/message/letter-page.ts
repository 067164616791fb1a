/**
 * A message's HTML as a page for a sandboxed frame: nothing in it can run (no scripts, no forms), and it may load nothing, so that
 * looking at a message is never an open. Its links ask for a window of their own, which the sandbox refuses: a click does nothing,
 * and is no click of the contact.
 */
export function letterPage(html: string): string {
  return `<!doctype html><meta charset="utf-8"><base target="_blank"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><style>${LOOK}</style>${html}`
}

/** The plainest look of a mail program, on white paper in either theme. */
const LOOK =
  'body{margin:20px;font:15px/1.6 system-ui,sans-serif;color:#17201c;background:#fff;overflow-wrap:anywhere}p{margin:0 0 1em}a{color:#056b63}img{max-width:100%}'

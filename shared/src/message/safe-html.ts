import { CaptureTag, type Context, Drop, type FilterImplOptions, filters } from 'liquidjs'

export type FilterHandler = Exclude<FilterImplOptions, { handler: unknown }>

/**
 * Text that is HTML already, so that the escaping of outputs leaves it alone: what an explicit `escape`, `newline_to_br` or
 * `{% capture %}` made. Anything done to it afterwards makes plain text of it again, which is escaped.
 */
class SafeHtml extends Drop {
  readonly html: string

  constructor(html: string) {
    super()
    this.html = html
  }

  override valueOf(): string {
    return this.html
  }

  override toString(): string {
    return this.html
  }
}

/** liquidjs's own filter of that name. */
function builtIn(name: string): FilterHandler {
  const filter = filters[name]
  if (typeof filter !== 'function') throw new Error(`liquidjs has no plain filter "${name}": its version has changed`)
  return filter
}

const escapeText = builtIn('escape')
const escapeOnce = builtIn('escape_once')
const newlineToBr = builtIn('newline_to_br')

/** Escapes what `{{ … }}` prints into HTML (fine print 117). */
export const escapeOutput: FilterHandler = function (value) {
  return value instanceof SafeHtml ? value.html : escapeText.call(this, value)
}

/** Filters that make HTML: their result is printed as it is, and their input is never printed unescaped. */
export const htmlFilters: Readonly<Record<string, FilterHandler>> = {
  escape(value) {
    return new SafeHtml(escapeText.call(this, value))
  },
  xml_escape(value) {
    return new SafeHtml(escapeText.call(this, value))
  },
  escape_once(value) {
    return new SafeHtml(escapeOnce.call(this, value))
  },
  newline_to_br(value) {
    return new SafeHtml(newlineToBr.call(this, escapeOutput.call(this, value)))
  },
}

/** `{% capture %}` in HTML: its outputs were escaped on the way in, so they must not be on the way out. */
export class CaptureHtml extends CaptureTag {
  override *render(context: Context): Generator<unknown, void, string> {
    yield* super.render(context)
    const scope = context.bottom()
    scope[this.variable] = new SafeHtml(String(scope[this.variable]))
  }
}

/** Elements of HTML, current and once used in e-mail. `<ada@example.com>` and `<your name>` are no tags. */
const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button caption center cite code ' +
    'col colgroup data dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 ' +
    'head header hgroup hr html i iframe img input ins kbd label legend li link main map mark meta nav noscript object ol ' +
    'optgroup option p param picture pre q s samp script section select small source span strike strong style sub summary ' +
    'sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr'
  ).split(' '),
)

const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
const TAG = /<(?:\/?([a-z][a-z0-9]*)(?=[\s/>])[^<>]*>|!doctype\b|!--)/gi

/** Does the body of a template contain a tag, so that it is HTML (fine print 116)? What Liquid prints does not count. */
export function hasTag(body: string): boolean {
  for (const [, name] of body.replace(LIQUID, '').matchAll(TAG)) {
    if (name === undefined || ELEMENTS.has(name.toLowerCase())) return true
  }
  return false
}

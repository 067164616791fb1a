import axe from 'axe-core'

/**
 * What axe finds wrong with a part of the page, in words. Colours and pages are for the browser: jsdom paints nothing, and
 * a form in a test stands in no landmark.
 */
export async function findViolations(part: Element): Promise<readonly string[]> {
  const { violations } = await axe.run(part, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    resultTypes: ['violations'],
  })
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`))
}

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkRole, readConfig } from '../config.ts'

// Docker is not there where tests run: what can be told without it is that the file says what the product understands.
const lines = readFileSync(new URL('../../../compose.yaml', import.meta.url), 'utf8').split('\n')

const indentOf = (line: string): number => line.length - line.trimStart().length

/** Lines under the first one that begins so, up to the next one as far left; `from` is where to begin looking. */
function under(head: string, within: readonly string[] = lines): readonly string[] {
  const at = within.findIndex((line) => line.trimStart().startsWith(head))
  if (at < 0) return expect.fail(`compose.yaml has no ${head}`)
  const depth = indentOf(within[at] ?? '')
  const rest = within.slice(at + 1)
  const end = rest.findIndex((line) => line.trim() !== '' && indentOf(line) <= depth)
  return end < 0 ? rest : rest.slice(0, end)
}

/** As docker compose fills in what the operator's environment does not say. */
const filled = (text: string): string =>
  text.replace(/\$\{\w+:\?[^}]*\}/g, 'secret').replace(/\$\{\w+:-([^}]*)\}/g, '$1')

function environmentOf(within: readonly string[]): Record<string, string> {
  const entries = under('environment:', within).flatMap((line) => {
    const [, name, value] = /^\s*([A-Z_]+): "(.*)"$/.exec(line) ?? []
    return name === undefined ? [] : [[name, filled(value ?? '')] as const]
  })
  return Object.fromEntries(entries)
}

describe('compose.yaml', () => {
  const shared = environmentOf(under('x-couveuse:'))

  test.each(['api', 'worker'])('starts the part %s with settings the product takes', (role) => {
    const service = under(`${role}:`, under('services:'))
    expect(service.map((line) => line.trim())).toContain('<<: *couveuse')
    expect(service.map((line) => line.trim())).toContain('<<: *environment')
    const config = readConfig({ ...shared, ...environmentOf(service) })
    expect(config).toMatchObject({
      role,
      postgresUrl: 'postgres://couveuse:secret@postgres:5432/couveuse',
      queueUrl: 'redis://redis:6379',
      port: 4400,
    })
    expect(() => checkRole(config)).not.toThrow()
    expect(service.join('\n')).toContain('http://127.0.0.1:4400/ready')
  })

  test('has the servers it names, two workers, and no tab', () => {
    const services = under('services:')
      .filter((line) => indentOf(line) === 2)
      .map((line) => line.trim())
    expect(services).toEqual(['api:', 'worker:', 'postgres:', 'redis:'])
    expect(under('worker:', under('services:')).map((line) => line.trim())).toContain('replicas: 2')
    expect(lines.filter((line) => line.includes('\t'))).toEqual([])
  })

  test('runs a command of the image that exists', () => {
    const dockerfile = readFileSync(new URL('../../../Dockerfile', import.meta.url), 'utf8')
    expect(dockerfile).toContain('CMD ["node", "runtime/src/cli.ts", "serve"]')
    expect(readFileSync(new URL('../cli.ts', import.meta.url), 'utf8')).toContain('  serve: {')
  })
})

// Programs that the tests start by themselves (on free ports, in folders of their own): finds them, or installs them
// with apt where that is possible without asking. Never starts a service, and leaves none running.
import { execFileSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const onPath = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, name)))
const anyOf = (names) => names.some(onPath)

/** name -> the Debian package, and whether the program is here already */
const PROGRAMS = {
  'redis-server': { package: 'redis-server', isHere: () => onPath('redis-server') },
  postgres: {
    package: 'postgresql',
    isHere: () => onPath('postgres') || globSync('/usr/lib/postgresql/*/bin/postgres').length > 0,
  },
  chromium: {
    package: 'chromium',
    isHere: () =>
      process.platform !== 'linux' ||
      existsSync(process.env.CHROMIUM ?? '') ||
      anyOf(['chromium', 'chromium-browser', 'google-chrome']),
  },
}

/** The words before an apt command that may install: none for root, sudo where it asks nothing, undefined otherwise. */
function asRoot() {
  if (!onPath('apt-get')) return undefined
  if (process.getuid?.() === 0) return []
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore' })
    return ['sudo', '-n']
  } catch {
    return undefined // no sudo, or it wants a password
  }
}

const POLICY = '/usr/sbin/policy-rc.d'
const isSystemd = () => existsSync('/run/systemd/system')

function install(packages, prefix) {
  const run = (...words) => {
    const [command, ...args] = [...prefix, ...words]
    execFileSync(command, args, { stdio: ['ignore', 2, 2] })
  }
  // Debian starts a service when its package is installed, unless this file says no (101), and at every boot after that.
  const ownPolicy = !existsSync(POLICY)
  if (ownPolicy) run('sh', '-c', `printf '#!/bin/sh\\nexit 101\\n' > ${POLICY} && chmod 755 ${POLICY}`)
  try {
    run('apt-get', 'update', '-qq')
    const quiet = ['-y', '-qq', '--no-install-recommends']
    run('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', ...quiet, ...packages)
    const services = packages.filter((name) => name !== 'chromium')
    if (isSystemd() && services.length > 0) run('systemctl', 'disable', '--now', '--quiet', ...services)
  } finally {
    if (ownPolicy) run('rm', '-f', POLICY)
  }
}

/**
 * Makes sure that the named programs are here.
 * @param {Iterable<string>} names keys of the table above
 * @returns {string | undefined} what is missing and what to do about it, in one sentence; undefined when all is here
 */
export function ensurePrograms(names) {
  const missing = () => [...new Set(names)].filter((name) => !PROGRAMS[name].isHere())
  const wanted = missing()
  if (wanted.length === 0) return undefined
  const packages = wanted.map((name) => PROGRAMS[name].package)
  const advice = `Missing for the tests: ${wanted.join(', ')}. Install them first, e.g. sudo apt-get install --no-install-recommends ${packages.join(' ')}`
  const prefix = asRoot()
  if (!prefix) return advice
  console.log(`Installing ${packages.join(', ')} with apt-get, for the tests (once)`)
  try {
    install(packages, prefix)
  } catch (error) {
    return `${advice} (apt-get failed: ${error.message.split('\n')[0]})`
  }
  return missing().length === 0 ? undefined : advice
}

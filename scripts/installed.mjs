// Is everything installed that the packages ask for? pnpm installs before it runs a script, but when that fails it only
// warns and runs the script all the same, which would then fail somewhere deep inside.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (path) => JSON.parse(readFileSync(path, 'utf8'))

/**
 * The first dependency that is missing or has another version than the exact one asked for.
 * @param {string} root the repository
 * @param {string[]} packages folders of the workspace
 * @returns {string | undefined} e.g. `hono 4.13.19 (runtime)`
 */
export function missingDependency(root, packages) {
  for (const folder of packages) {
    const { dependencies = {}, devDependencies = {} } = read(join(root, folder, 'package.json'))
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      const manifest = join(root, folder, 'node_modules', name, 'package.json')
      const isHere = existsSync(manifest) && (version.startsWith('workspace:') || read(manifest).version === version)
      if (!isHere) return `${name} ${version} (${folder})`
    }
  }
  return undefined
}

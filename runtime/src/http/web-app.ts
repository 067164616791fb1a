import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'

const squeeze = promisify(gzip)

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const SQUEEZED = new Set(['.css', '.html', '.js', '.json', '.map', '.svg', '.txt'])

interface Served {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly squeezed: Uint8Array<ArrayBuffer> | undefined
  readonly type: string
  readonly tag: string
}

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>Couveuse</title>
<p>The web app is not built yet. Run <code>pnpm build</code> and load this page again. The API is at <a href="/api/docs">/api/docs</a>.</p>
`

/**
 * Serves the built web app. Files under `assets/` carry a hash in their name and are kept for ever; everything else is
 * asked for again. A page address that is no file is the app itself, which has its own router.
 */
export function webApp(folder: string): (c: Context) => Promise<Response | undefined> {
  const kept = new Map<string, Served>()

  async function load(path: string): Promise<Served | undefined> {
    const file = normalize(join(folder, path))
    if (!file.startsWith(folder + sep) || path.includes('\0')) return undefined
    const found = await stat(file).catch(missingFile)
    if (!found?.isFile()) return undefined
    const tag = `"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`
    const known = kept.get(file)
    if (known?.tag === tag) return known
    const bytes = new Uint8Array(await readFile(file))
    const extension = extname(file)
    const squeezed = SQUEEZED.has(extension) ? new Uint8Array(await squeeze(bytes)) : undefined
    const served = { bytes, squeezed, type: TYPES[extension] ?? 'application/octet-stream', tag }
    kept.set(file, served)
    return served
  }

  return async (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return undefined
    const path = decodePath(c.req.path)
    if (path === undefined) return undefined
    const isPage = extname(path) === ''
    const served = await load(isPage ? '/index.html' : path)
    if (served) return answer(c, served, path.startsWith('/assets/'))
    if (isPage) return c.html(NOT_BUILT, 503)
    return undefined
  }
}

function answer(c: Context, served: Served, isHashed: boolean): Response {
  const headers: Record<string, string> = {
    'content-type': served.type,
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: served.tag,
  }
  if (served.squeezed) headers.vary = 'Accept-Encoding'
  if (c.req.header('if-none-match') === served.tag) return new Response(null, { status: 304, headers })
  const wantsGzip = served.squeezed !== undefined && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  const body = wantsGzip && served.squeezed ? served.squeezed : served.bytes
  if (wantsGzip) headers['content-encoding'] = 'gzip'
  headers['content-length'] = String(body.byteLength)
  return new Response(c.req.method === 'HEAD' ? null : body, { headers })
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined // a broken percent sign names no file
  }
}

function missingFile(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG') return undefined
  throw error
}

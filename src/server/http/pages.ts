// Serves the built pages: files by name, and the one page for every address that a person may open.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { firstLook } from './firstLook.ts'
import { pagePolicy, workerPolicy } from './securityHeaders.ts'

export type Pages = {
  /** True where the request was for a page and is answered. */
  answer(request: FastifyRequest, reply: FastifyReply): boolean
}

const noncePlace = '__CSP_NONCE__'
const firstLookPlace = '<!-- first look -->'

/** Addresses that belong to machines: a mistyped one must be a problem body, not a page. */
const machines = /^\/(api|hooks|healthz|readyz|metrics)(\/|$|\?)/

const unbuilt = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tickmark</title></head>
<body><h1>Tickmark runs, but its pages are not built</h1>
<p>Run <code>npm run build</code> once, then start it again. The API answers meanwhile.</p></body></html>
`

const isWorker = (path: string) => path.endsWith('/service-worker.js')

/** `assets/` holds files whose names change with their content; what else there is may change under its name. */
function cacheControl(path: string): string {
  // A browser must notice at once that there is a newer version.
  if (isWorker(path)) return 'no-cache'
  return path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600'
}

export async function servePages(server: FastifyInstance, directory: string): Promise<Pages> {
  const file = join(directory, 'index.html')
  const page = existsSync(file) ? readFileSync(file, 'utf8') : unbuilt
  const linksFor = firstLook(directory, page)
  if (page !== unbuilt) {
    await server.register(fastifyStatic, {
      root: directory,
      // One route per file, made once: nothing a request says is ever joined to a path.
      wildcard: false,
      index: false,
      globIgnore: ['index.html', '.vite/**', '**/*.map', '**/*.br', '**/*.gz'],
      // Written beside the files by the build.
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', cacheControl(path.replace(/\.(br|gz)$/, '')))
        if (isWorker(path.replace(/\.(br|gz)$/, ''))) reply.header('content-security-policy', workerPolicy)
      },
    })
  }
  return {
    answer(request, reply) {
      const wantsPage = request.method === 'GET' || request.method === 'HEAD'
      const accepts = request.headers.accept ?? '*/*'
      // A missing file of a page is missing; everything else is an address of the pages, also one that ends in a reference like A.5.24.
      const path = request.url.split('?', 1)[0] ?? ''
      const isFile = /^\/(assets\/.*|[^/]+)\.[a-z0-9]{2,12}$/i.test(path)
      if (!wantsPage || isFile || machines.test(request.url) || !/text\/html|\*\/\*/.test(accepts)) return false
      const nonce = randomBytes(16).toString('base64')
      reply
        .code(200)
        .header('content-type', 'text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-security-policy', pagePolicy(nonce))
        .send(page.replaceAll(noncePlace, nonce).replace(firstLookPlace, () => linksFor(path)))
      return true
    },
  }
}

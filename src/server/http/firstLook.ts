// What a browser is told to fetch along with a page, before any script has run: the page's own files, and what it will ask first.
// Without it each waits for the one before: the page for what starts it, its file for that, its questions for its file.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alertApi } from '../../contract/alert.ts'
import { apiPrefix, type Endpoint } from '../../contract/endpoint.ts'
import { incidentApi } from '../../contract/incident.ts'
import { sessionApi } from '../../contract/session.ts'

type Look = { readonly path: RegExp; readonly page: string; readonly asks: readonly Endpoint[] }

/** Where people are sent to from outside, by a page or a mail; elsewhere they come from a page that has the files already. */
export const looks: readonly Look[] = [
  { path: /^\/$/, page: 'pages/now/NowPage.tsx', asks: [sessionApi.me] },
  {
    path: /^\/incidents\/(?<incidentId>inc_[0-9a-f]{32})$/,
    page: 'pages/incident/IncidentPage.tsx',
    asks: [sessionApi.me, incidentApi.get],
  },
  { path: /^\/alerts$/, page: 'pages/alert/AlertsPage.tsx', asks: [sessionApi.me] },
  { path: /^\/alerts\/(?<alertId>alr_[0-9a-f]{32})$/, page: 'pages/alert/AlertsPage.tsx', asks: [sessionApi.me, alertApi.get] },
]

/** As the build writes it: what each file of ours became, and what that imports at once. */
type Manifest = Record<
  string,
  { readonly file: string; readonly css?: readonly string[]; readonly imports?: readonly string[] } | undefined
>

function readManifest(directory: string): Manifest {
  const file = join(directory, '.vite', 'manifest.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {}
}

function filesOf(manifest: Manifest, sources: readonly string[]): { scripts: string[]; styles: string[] } {
  const needed = new Set(sources)
  // A set that grows while it is walked.
  for (const name of needed) for (const imported of manifest[name]?.imports ?? []) needed.add(imported)
  const chunks = [...needed].flatMap((name) => manifest[name] ?? [])
  return { scripts: chunks.map(({ file }) => file), styles: [...new Set(chunks.flatMap(({ css = [] }) => css))] }
}

function addressOf({ path }: Endpoint, params: Readonly<Record<string, string>>): string {
  return apiPrefix + path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

export type FirstLook = (path: string) => string

/** What `sources` need and the page does not name itself. Low: behind what the page shows before all of it is there. */
function linksOf(manifest: Manifest, page: string, sources: readonly string[]): string {
  const { scripts, styles } = filesOf(manifest, sources)
  const unnamed = (file: string) => !page.includes(`/${file}"`)
  return [
    ...styles.filter(unnamed).map((file) => `<link rel="preload" as="style" fetchpriority="low" crossorigin href="/${file}">`),
    // Fetched only: `modulepreload` would also have it compiled, which takes a slow telephone a second before anything is drawn.
    ...scripts.filter(unnamed).map((file) => `<link rel="preload" as="script" fetchpriority="low" crossorigin href="/${file}">`),
  ].join('')
}

/** What every page begins with; the page itself names only what is there before it. */
const app = 'main.tsx'

/** `page`: the built page, which names some of the files itself. The answer goes into its head. */
export function firstLook(directory: string, page: string): FirstLook {
  const manifest = readManifest(directory)
  const elsewhere = linksOf(manifest, page, [app])
  const links = new Map(looks.map((look) => [look, linksOf(manifest, page, [app, look.page])] as const))
  return (path) => {
    for (const [look, files] of links) {
      const found = look.path.exec(path)
      if (found === null) continue
      // As `fetch` asks within the site, so that its question finds this answer.
      const asks = look.asks.map(
        (ask) => `<link rel="preload" as="fetch" fetchpriority="high" crossorigin href="${addressOf(ask, found.groups ?? {})}">`,
      )
      return asks.join('') + files
    }
    return elsewhere
  }
}

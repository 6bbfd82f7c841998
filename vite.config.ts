// How the pages are built: from src/ui into dist/ui, every file our own, nothing inlined that the content security policy forbids.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Fonts of other scripts are fetched when a page needs one. */
const keptOffline = (path: string) => /\.(js|css|svg|png|webmanifest)$/.test(path) || /-latin-wght-normal.*\.woff2$/.test(path)

/** Writes the service worker with the names of everything that was built. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    generateBundle(_, bundle) {
      const published = readdirSync(at('./src/ui/public'))
      const files = [...Object.keys(bundle), ...published].filter(keptOffline).sort()
      const names = JSON.stringify(files.map((path) => `/${path}`))
      const worker = readFileSync(at('./src/ui/serviceWorker.js'), 'utf8')
      const parts = [names, worker, ...published.map((path) => readFileSync(at(`./src/ui/public/${path}`)))]
      const version = parts
        .reduce((hash, part) => hash.update(part), createHash('sha256'))
        .digest('hex')
        .slice(0, 16)
      const source = worker.replace('__VERSION__', version).replace('__FILES__', names)
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source })
    },
  }
}

const screenForTwoAm = at('./src/ui/pages/incident/IncidentPage.tsx')
const page = at('./src/ui/index.html')
/** What runs first, and the app that follows it. */
const first = at('./src/ui/first/start.ts')
const app = at('./src/ui/main.tsx')

/** Vite’s own, for all that is fetched later: needed first, and not worth waiting for the app. */
const fetching = '\0vite/preload-helper.js'

type Graph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null }

/** `start` and the modules of our own that it imports at once, whoever else does. */
function modulesOf(start: string): (id: string, graph: Graph) => boolean {
  let found: Set<string> | undefined
  return (id, graph) => {
    if (found === undefined) {
      found = new Set([start])
      // A set that grows while it is walked.
      for (const module of found)
        for (const imported of graph.getModuleInfo(module)?.importedIds ?? []) if (imported.startsWith(at('./src/'))) found.add(imported)
    }
    return found.has(id)
  }
}

const isOfFirst = modulesOf(first)
const isOfThatScreen = modulesOf(screenForTwoAm)

export default defineConfig({
  root: at('./src/ui'),
  publicDir: at('./src/ui/public'),
  plugins: [react(), serviceWorker()],
  // Texts are read in a worker, which has no document to decode `&amp;` with: so by a table instead.
  resolve: { alias: { 'decode-named-character-reference': at('./node_modules/decode-named-character-reference/index.js') } },
  worker: { format: 'es' },
  build: {
    outDir: at('./dist/ui'),
    emptyOutDir: true,
    target: ['chrome111', 'safari16.4', 'firefox128'],
    // Fonts and pictures as data: URLs would need font-src and img-src data:.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // For the server, which tells a browser what a page will need before its scripts do.
    manifest: true,
    rolldownOptions: {
      // The app is one as well, so that its group knows what belongs to its beginning.
      input: { index: page, main: app },
      output: {
        codeSplitting: {
          // On a telephone’s network a file costs a wait, however small it is: what is needed first comes in one piece each, not in sixty.
          groups: [
            // What is asked for by name keeps a file of its own.
            {
              debugName: 'first',
              name: (id, graph) => (id === fetching || (id !== first && isOfFirst(id, graph)) ? 'first' : null),
              priority: 3,
            },
            { debugName: 'app', name: (id) => (id === page || id === first || id === app ? null : 'app'), tags: ['$initial'], priority: 2 },
            {
              debugName: 'incident',
              name: (id, graph) => (id !== screenForTwoAm && isOfThatScreen(id, graph) ? 'incident' : null),
              priority: 1,
            },
          ],
        },
      },
    },
    reportCompressedSize: false,
    // What is needed first is one piece on purpose; a test holds its size.
    chunkSizeWarningLimit: 800,
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8080', '/hooks': 'http://127.0.0.1:8080' } },
})

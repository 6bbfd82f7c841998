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

type Graph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null }
let ofThatScreen: Set<string> | undefined

/** The modules of our own that the screen for 2 AM imports at once, whoever else does. */
function isOfThatScreen(id: string, graph: Graph): boolean {
  if (ofThatScreen === undefined) {
    ofThatScreen = new Set([screenForTwoAm])
    // A set that grows while it is walked.
    for (const module of ofThatScreen)
      for (const imported of graph.getModuleInfo(module)?.importedIds ?? [])
        if (imported.startsWith(at('./src/'))) ofThatScreen.add(imported)
    // Itself it keeps its own file, which is asked for by name.
    ofThatScreen.delete(screenForTwoAm)
  }
  return ofThatScreen.has(id)
}

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
      output: {
        codeSplitting: {
          // On a telephone’s network a file costs a wait, however small it is: what is needed first comes in one piece each, not in sixty.
          groups: [
            { name: 'start', tags: ['$initial'], priority: 2 },
            { debugName: 'incident', name: (id, graph) => (isOfThatScreen(id, graph) ? 'incident' : null), priority: 1 },
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

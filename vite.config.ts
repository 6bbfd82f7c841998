// How the pages are built: from src/ui into dist/ui, every file our own, nothing inlined that the content security policy forbids.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: at('./src/ui'),
  publicDir: at('./src/ui/public'),
  plugins: [react()],
  build: {
    outDir: at('./dist/ui'),
    emptyOutDir: true,
    target: ['chrome111', 'safari16.4', 'firefox128'],
    // Fonts and pictures as data: URLs would need font-src and img-src data:.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8080', '/hooks': 'http://127.0.0.1:8080' } },
})

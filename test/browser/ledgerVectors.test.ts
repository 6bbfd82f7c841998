// The ledger in a real browser: bundled as the pages are, the same vectors, the same answers as in Node.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { describe, expect, test } from 'vitest'
import { ed25519Sign, nodeCryptography } from '../../src/server/ledger/nodeCryptography.ts'
import { runLedgerVectors } from '../support/ledgerVectors.ts'
import type { LedgerVectorsPage } from '../support/ledgerVectorsPage.ts'
import { browserMissing, openBrowser } from '../support/pages.ts'
import { sharedAvailable } from '../support/shared.ts'
import { readVectorFiles } from '../support/vectorFiles.ts'

async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('../support/ledgerVectorsPage.ts', import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: ['chrome111', 'safari16.4', 'firefox115'],
      lib: { entry, formats: ['iife'], name: 'bundled' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (output === undefined || !('output' in output)) throw new Error('vite built nothing')
  return output.output[0].code
}

describe.skipIf(!sharedAvailable || browserMissing !== null)('the public vectors in a browser', () => {
  test('agree with the ledger as they do in Node', async () => {
    const files = readVectorFiles()
    const code = await bundle()
    const browser = await openBrowser()
    try {
      const page = await browser.newPage()
      await page.addScriptTag({ content: code })
      const given = Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]))
      const outcome = await page.evaluate((all) => {
        const { ledgerVectorsPage } = globalThis as unknown as { ledgerVectorsPage: LedgerVectorsPage }
        return ledgerVectorsPage.runLedgerVectors(all)
      }, given)
      expect(outcome.failures).toEqual([])
      expect(outcome).toEqual(runLedgerVectors(files, { ...nodeCryptography, ed25519Sign }))
      expect((outcome.agreed.inclusion ?? 0) + (outcome.agreed.consistency ?? 0)).toBe(196)
    } finally {
      await browser.close()
    }
  })
})

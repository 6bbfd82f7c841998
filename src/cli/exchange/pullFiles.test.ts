// Sentences about a server that means harm, or is only mistaken: nothing is written outside the folder, and nothing over what is not kept elsewhere.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ApiClient } from '../apiClient.ts'
import { pullFiles } from './pullFiles.ts'

let outside: string
let folder: string
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'tickmark-pull-'))
  folder = join(outside, 'folder')
  mkdirSync(folder)
})
afterEach(() => rmSync(outside, { recursive: true, force: true }))

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Every path is another document; a page holds one. */
function serverWith(files: readonly { path: string; markdown?: string; hash?: string }[]): ApiClient {
  const items = files.map(({ path, markdown = '# Text\n', hash = sha256(markdown) }, at) => ({
    ...{ path, kind: 'runbook', id: `r${at}`, number: 1, hash, markdown, basis: 'published', in_force_from: '2026-01-01T00:00:00.000Z' },
  }))
  return {
    ask: async (_method, path) => {
      const at = Number(new URL(path, 'http://localhost').searchParams.get('cursor') ?? 0)
      return { items: items.slice(at, at + 1), next_cursor: at + 1 < items.length ? String(at + 1) : null }
    },
  }
}

const wish = { check: false, force: false, kind: null, ask: async () => false }
const outcomes = async (files: Parameters<typeof serverWith>[0], more: Partial<typeof wish> = {}) =>
  (await pullFiles(serverWith(files), folder, { ...wish, ...more })).map(({ outcome }) => outcome)

describe('a pull', () => {
  test.each(['../out.md', 'a/../../out.md', '/tmp/out.md', 'a\\..\\out.md', '.git/hooks/post-checkout.md', 'Makefile', '.envrc', 'a/.md'])(
    'writes nothing for the path %j, also when it is forced',
    async (path) => {
      expect(await outcomes([{ path }, { path: 'fine.md' }], { force: true })).toEqual(['refused', 'written'])
      expect([readdirSync(outside), readdirSync(folder)]).toEqual([['folder'], ['fine.md']])
    },
  )

  test('follows no link, and takes no file for a folder', async () => {
    mkdirSync(join(outside, 'elsewhere'))
    symlinkSync(join(outside, 'elsewhere'), join(folder, 'link'))
    symlinkSync(join(outside, 'target.md'), join(folder, 'pointing.md'))
    writeFileSync(join(folder, 'file.md'), '')
    mkdirSync(join(folder, 'folder.md'))
    const files = ['link/a.md', 'pointing.md', 'file.md/a.md', 'folder.md'].map((path) => ({ path }))
    expect(await outcomes(files, { force: true })).toEqual(['refused', 'refused', 'refused', 'refused'])
    expect([existsSync(join(outside, 'target.md')), readdirSync(join(outside, 'elsewhere'))]).toEqual([false, []])
  })

  test('refuses a second document of one path, also where only a disk takes them for one, and a text that is not what its hash says', async () => {
    const files = [{ path: 'A.md' }, { path: 'a.md', markdown: '# Other\n' }, { path: 'b.md', hash: sha256('else') }]
    expect(await outcomes(files)).toEqual(['written', 'refused', 'refused'])
    expect(readdirSync(folder)).toEqual(['A.md'])
  })

  test('asks before it overwrites what is nowhere else, and writes nothing when it only checks', async () => {
    writeFileSync(join(folder, 'a.md'), '# Mine\n')
    const files = [{ path: 'a.md' }, { path: 'deep/er/b.md' }]
    expect(await outcomes(files, { check: true })).toEqual(['different', 'absent'])
    expect(await outcomes(files)).toEqual(['kept', 'written'])
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe('# Mine\n')
    expect(await outcomes(files, { ask: async () => true })).toEqual(['written', 'same'])
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe('# Text\n')
    expect(readdirSync(folder)).toEqual(['a.md', 'deep'])
  })
})

// Documents with an expert's labels: `docs/` and `labels.json`. Part of them is held back from whoever develops the linter, by a fixed rule.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Element, Overall, Standing } from '../src/core/lint/element.ts'

export type Labelled = {
  id: string
  path: string
  text: string
  elements: Partial<Record<Element, Standing>>
  overall: Overall
  vague: string[]
  specific: string[]
}

type Label = Omit<Labelled, 'path' | 'text'> & { file?: string }

export type Part = 'all' | 'developed' | 'held-back'

/** Held back: 40 of 100, by the first 32 bits of the SHA-256 of the file's name. Whoever changes a lexicon looks only at the others. */
export function isHeldBack(name: string): boolean {
  return Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 8), 16) / 2 ** 32 < 0.4
}

export function readLabelled(folder: string, part: Part): Labelled[] {
  const labels = JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')) as Label[] | { documents: Label[] }
  const list = Array.isArray(labels) ? labels : labels.documents
  return list.flatMap((label) => {
    const name = label.file ?? `${label.id}.md`
    const path = join(folder, 'docs', name)
    if (!existsSync(path)) {
      console.warn(`  ${path} has labels and is not there.`)
      return []
    }
    if (part !== 'all' && isHeldBack(name) !== (part === 'held-back')) return []
    return [{ ...label, vague: label.vague ?? [], specific: label.specific ?? [], path, text: readFileSync(path, 'utf8') }]
  })
}

// Which Markdown files lie below a folder? Those that people write; what tools bring along is left out.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const skipped = new Set(['node_modules', '.git', 'vendor', 'dist', '.venv'])

export function markdownBelow(folder: string): string[] {
  const files: string[] = []
  const open = [folder]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const path = next === '.' ? entry.name : join(next, entry.name)
      // Links are not followed: one may lead back here.
      if (entry.isDirectory() && !skipped.has(entry.name)) open.push(path)
      else if (entry.isFile() && /\.(?:md|mdx|markdown)$/i.test(entry.name)) files.push(path)
    }
  }
  return files.sort()
}

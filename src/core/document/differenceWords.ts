// What changed between two versions, said in sentences for a terminal or a log. The pages show the same as a table.
import type { DocumentChange, DocumentDifference } from './difference.ts'

/** What a reader must know first, then how many lines. Empty where nothing changed. */
export function differenceInWords({ changes, counts }: DocumentDifference): string[] {
  const lines = [counted(counts.added, 'added'), counted(counts.removed, 'removed'), counted(counts.changed, 'changed')].filter(
    (words) => words !== null,
  )
  return [...changes.map(inWords), ...(lines.length === 0 ? [] : [lines.join(', ')])]
}

function inWords(change: DocumentChange): string {
  const [before, after] = [change.before && shortened(change.before), change.after && shortened(change.after)]
  switch (change.kind) {
    case 'value':
      if (before === null) return `${change.about}, ${change.what}: ${after} (new)`
      return after === null
        ? `${change.about}, ${change.what}: gone (was ${before})`
        : `${change.about}, ${change.what}: ${before} → ${after}`
    case 'step-added':
      return `${change.section}: new step “${after}”`
    case 'step-removed':
      return `${change.section}: step gone “${before}”`
    case 'step-moved':
      return `${change.section}: step moved${change.what === null ? '' : ` ${change.what}`} “${after}”`
    case 'step-changed':
      return `${change.section}: step changed, ${change.what}: “${after}”`
  }
}

function counted(count: number, what: string): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? 'line' : 'lines'} ${what}`
}

const longest = 80

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`
}

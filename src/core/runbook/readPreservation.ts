// Which evidence does a runbook say to keep, from where, how, and until when can it still be had?
import type { List, Nodes } from 'mdast'
import { findDuration } from '../document/duration.ts'
import { oneLine, plainText, positionOf, walk } from '../document/plainText.ts'
import { withoutOwnVariables } from './parameters.ts'
import { type Part, type PartLabel, partsOf } from './parts.ts'
import { readHandles } from './readHandles.ts'
import type { SectionDraft } from './readSections.ts'
import type { KeepBefore, PreservationItem } from './runbook.ts'
import { cellText, rowsOf, tablesIn } from './tableRows.ts'

export type PreservationDraft = Omit<PreservationItem, 'id'>

const columns = [
  ['keep', /keep|before|window|retention|retained|until|lost|lives|expires/],
  ['how', /how|command|method|collect|capture|export/],
  ['where', /where|source|location|system|path/],
  ['evidence', /./],
] as const

/** From tables; a section without one is read by its bullet lists, which say `Where:`, `How:` and `Keep before:` below each item. */
export function readPreservation(sections: readonly SectionDraft[]): PreservationDraft[] {
  return sections
    .filter(({ kind }) => kind === 'preserve')
    .flatMap(({ blocks }) => {
      const tables = tablesIn(blocks)
      if (tables.length > 0)
        return tables.flatMap((table) => rowsOf(table, columns).flatMap(({ row, cell }) => fromCells(positionOf(row), cell)))
      const lists = blocks.filter((block): block is List => block.type === 'list')
      return lists.flatMap((list) => list.children.flatMap((item) => fromParts(partsOf(item))))
    })
}

function fromCells(position: PreservationDraft['position'], cell: ReturnType<typeof rowsOf>[number]['cell']): PreservationDraft[] {
  const evidence = cellText(cell('evidence'))
  if (evidence === null) return []
  const how = cell('how')
  const keep = cell('keep')
  const commands = withoutOwnVariables(how === undefined ? [] : readHandles([how]).commands)
  return [
    {
      evidence,
      where: cellText(cell('where')),
      how: cellText(how),
      commands,
      keepBefore: keep === undefined ? null : readKeepBefore([keep]),
      position,
    },
  ]
}

function fromParts(parts: readonly Part[]): PreservationDraft[] {
  const [main] = parts
  if (main === undefined || main.text === '') return []
  const labelled = (label: PartLabel) => parts.find((part) => part.label === label)
  const keep = labelled('keep')
  const commands = withoutOwnVariables(readHandles(parts.flatMap(({ nodes }) => nodes)).commands)
  return [
    {
      evidence: main.text,
      where: labelled('where')?.text ?? null,
      how: labelled('how')?.text ?? null,
      commands,
      keepBefore: keep === undefined ? null : readKeepBefore(keep.nodes),
      position: main.position,
    },
  ]
}

/** A code span names a log of the retention catalogue; a number of days or hours in words is the window itself. */
function readKeepBefore(nodes: readonly Nodes[]): KeepBefore | null {
  const text = oneLine(nodes.map(plainText).join(''))
  if (text === '') return null
  const spans = nodes.flatMap((node) => [...walk(node)].flatMap(({ node: inner }) => (inner.type === 'inlineCode' ? [inner.value] : [])))
  return { text, within: findDuration(text) ?? null, retention: spans.find((span) => /^[a-z0-9][a-z0-9-]{1,60}$/.test(span)) ?? null }
}

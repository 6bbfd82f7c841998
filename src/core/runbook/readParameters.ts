// What must a responder be asked before commands can be filled in? The names found in commands, with the questions of the runbook's own table.

import { positionOf } from '../document/plainText.ts'
import type { DocumentProblem, Position } from '../document/problem.ts'
import type { SectionDraft } from './readSections.ts'
import type { Command, Parameter } from './runbook.ts'
import { cellText, rowsOf, tablesIn } from './tableRows.ts'

type Declaration = { name: string; ask: string | null; example: string | null; position: Position }

const columns = [
  ['example', /example|for instance|e\.g\./],
  ['name', /name|parameter|variable|placeholder/],
  ['ask', /./],
] as const

export function readParameters(sections: readonly SectionDraft[], commands: readonly Command[], problems: DocumentProblem[]): Parameter[] {
  const declared = new Map(declarations(sections, problems).map((declaration) => [declaration.name, declaration]))
  const parameters = new Map<string, Parameter>()
  for (const { parameters: names, position } of commands) {
    for (const name of names) {
      if (parameters.has(name)) continue
      const found = declared.get(name)
      if (found === undefined && declared.size > 0) {
        problems.push({
          rule: 'parameter/undeclared',
          message: `${name} is not in the table of parameters: nobody is asked for it in words.`,
          position,
        })
      }
      parameters.set(name, {
        name,
        ask: found?.ask ?? null,
        example: found?.example ?? null,
        declared: found !== undefined,
        position: found?.position ?? position,
      })
    }
  }
  for (const { name, position } of declared.values()) {
    if (!parameters.has(name)) problems.push({ rule: 'parameter/unused', message: `No command uses ${name}.`, position })
  }
  // In the order of the table, which its writer chose; then those it does not name.
  const order = [...declared.keys()]
  const place = ({ name }: Parameter) => (order.includes(name) ? order.indexOf(name) : order.length)
  return [...parameters.values()].sort((left, right) => place(left) - place(right))
}

function declarations(sections: readonly SectionDraft[], problems: DocumentProblem[]): Declaration[] {
  return sections
    .filter(({ kind }) => kind === 'parameters')
    .flatMap(({ blocks }) => tablesIn(blocks))
    .flatMap((table) => rowsOf(table, columns))
    .flatMap(({ row, cell }) => {
      const written = cellText(cell('name')) ?? ''
      const name = /^(?:\$\{?)?<?([A-Za-z][A-Za-z0-9_-]{0,63})>?\}?$/.exec(written)?.[1]
      const position = positionOf(row)
      if (name !== undefined) return [{ name, ask: cellText(cell('ask')), example: cellText(cell('example')), position }]
      problems.push({
        rule: 'parameter/name',
        message: `“${written.slice(0, 80)}” is not a parameter’s name, like $KEY or <pod-name>.`,
        position,
      })
      return []
    })
}

// The table of parameters of a runbook after its tools were filled in: what their commands need is asked, what no command needs any more is not.
import type { ToolParameter } from './tool.ts'

const heading = /^#{1,6}\s+parameters\s*$/i
const inRow = /^\|\s*`(?:<([a-z0-9-]+)>|(\$[A-Z][A-Z0-9_]*))`\s*\|/
const inText = /<([a-z0-9-]+)>|(\$[A-Z][A-Z0-9_]*)/g

/** Rows that the template declares itself stay where they are; those of tools follow, in the order in which the document uses them. */
export function fillParameters(markdown: string, parameters: readonly ToolParameter[]): string {
  const lines = markdown.split('\n')
  const from = lines.findIndex((line) => heading.test(line))
  const start = lines.findIndex((line, at) => at > from && line.startsWith('|'))
  if (from < 0 || start < 0) return markdown
  const stop = lines.findIndex((line, at) => at > start && !line.startsWith('|'))
  const end = stop < 0 ? lines.length : stop
  const table = lines.slice(start, end)
  const rest = [...lines.slice(0, start), ...lines.slice(end)].join('\n')
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]))
  const own = table.filter((line) => !known.has(nameOf(inRow.exec(line))))
  const used = [...new Set([...rest.matchAll(inText)].map(nameOf))]
  const rows = used.flatMap((name) => {
    const parameter = known.get(name)
    return parameter === undefined
      ? []
      : [`| \`${name.startsWith('$') ? name : `<${name}>`}\` | ${cell(parameter.ask)} | ${cell(parameter.example)} |`]
  })
  return [...lines.slice(0, start), ...own, ...rows, ...lines.slice(end)].join('\n')
}

/** `$UNTIL` keeps its mark, `<region>` is known without brackets. */
function nameOf(match: RegExpExecArray | RegExpMatchArray | null): string {
  return match?.[1] ?? match?.[2] ?? ''
}

function cell(text: string): string {
  return text.replace(/(?<!\\)\|/g, '\\|')
}

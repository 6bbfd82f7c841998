// `tickmark lint --explain <rule>`: what a rule wants, said once and with both examples.
import { allRules } from '../../core/lint/rules/allRules.ts'

export function explain(id: string): number {
  if (id === 'all') {
    for (const rule of [...allRules].sort((left, right) => (left.id < right.id ? -1 : 1)))
      console.log(`${rule.id.padEnd(34)} ${rule.level.padEnd(8)} ${rule.title}`)
    return 0
  }
  const rule = allRules.find((each) => each.id === id)
  if (rule === undefined) {
    console.error(`There is no rule ${JSON.stringify(id)}. \`tickmark lint --explain all\` lists them.`)
    return 2
  }
  console.log(
    `${rule.id} (${rule.level})\n${rule.title}\n\n${rule.explanation}\n\nHas it:\n\n${indented(rule.bad)}\n\nHas it not:\n\n${indented(rule.good)}`,
  )
  return 0
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n')
}

// A rule as a page of documentation, printed from the rule itself, so that the two cannot differ.
import type { House } from '../house.ts'
import type { Rule } from './rule.ts'

export function rulePage({ id, level, title, explanation, bad, good, policy, house }: Rule): string {
  return `# ${id}

${title}. Reported as **${level}** unless \`tickmark.config.yaml\` says otherwise.

${explanation}

${policy === undefined ? '' : `With this policy at hand:\n\n${fenced(policy)}\n\n`}${house === undefined ? '' : `Where this is known of the house:\n\n${known(house)}\n\n`}## Has it

${fenced(bad)}

## Has it not

${fenced(good)}

Where the rule is wrong, say so and why: \`<!-- tickmark-disable-next-line ${id}: why -->\`.
`
}

export function rulesIndex(rules: readonly Rule[]): string {
  const sorted = [...rules].sort((left, right) => (left.id < right.id ? -1 : 1))
  const rows = sorted.map(({ id, level, title }) => `| [${id}](${id}.md) | ${level} | ${title} |`)
  return `# The linter's rules

Printed by \`node scripts/printLintRules.ts\` from \`src/core/lint/rules\`, where each rule stands with its examples. How the linter reads, judges and is measured:
[decision 19](../decisions/0019-the-linter.md). In an editor, a commit hook or CI: [linting](../linting.md).

| rule | level | |
|---|---|---|
${rows.join('\n')}
`
}

/** As data: of a folder alone the paths and the retention catalogue are known, on the server the directory as well. */
function known(house: House): string {
  const lines = Object.entries(house).flatMap(([name, value]) =>
    value === null
      ? []
      : Array.isArray(value)
        ? value.map((each) => `${name}: ${JSON.stringify(each)}`)
        : [`${name}: ${JSON.stringify(value)}`],
  )
  return `\`\`\`\n${lines.join('\n')}\n\`\`\``
}

/** The examples hold code blocks of their own. */
function fenced(text: string): string {
  return `\`\`\`\`markdown\n${text.trimEnd()}\n\`\`\`\``
}

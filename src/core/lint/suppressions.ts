// What a writer told the linter to leave alone, and why: `<!-- tickmark-disable-next-line containment/no-handle: the drill is about finding it -->`.

export type Suppressions = {
  isSuppressed: (rule: string, line: number) => boolean
  /** Lines whose comment gives no reason: it is not obeyed. */
  withoutReason: { line: number; text: string }[]
}

const comment = /<!--\s*tickmark-(disable|disable-next-line)\s+([\w/*-]+(?:\s*,\s*[\w/*-]+)*)\s*(?::\s*(.{0,300}?))?\s*-->/g

export function readSuppressions(source: string): Suppressions {
  const everywhere = new Set<string>()
  const byLine = new Map<number, Set<string>>()
  const withoutReason: Suppressions['withoutReason'] = []
  if (!source.includes('tickmark-disable')) return { isSuppressed: () => false, withoutReason }
  source.split('\n').forEach((text, index) => {
    for (const [whole, where, names = '', reason = ''] of text.matchAll(comment)) {
      if (reason.trim().length < 3) {
        withoutReason.push({ line: index + 1, text: whole })
        continue
      }
      const rules = names.split(',').map((name) => name.trim())
      const target = where === 'disable' ? everywhere : (byLine.get(index + 2) ?? new Set<string>())
      for (const rule of rules) target.add(rule)
      if (where !== 'disable') byLine.set(index + 2, target)
    }
  })
  const holds = (rules: ReadonlySet<string> | undefined, rule: string) =>
    rules !== undefined && (rules.has(rule) || rules.has(`${rule.split('/')[0]}/*`))
  return { isSuppressed: (rule, line) => holds(everywhere, rule) || holds(byLine.get(line), rule), withoutReason }
}

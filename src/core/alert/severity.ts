// How bad a source says an alert is: its own word stays as it is, and where we know the word it has a step.

export type SeverityStep = 1 | 2 | 3 | 4

/** 1 is worst. The column `alert.severity_step` places the same words (test/scenarios/alertOrder.test.ts holds one against the other). */
const wordsOfStep: Readonly<Record<SeverityStep, string>> = {
  1: 'critical|crit|fatal|emergency|emerg|disaster|page|sev-?[01]|p[01]|urgent',
  2: 'high|error|err|major|severe|sev-?2|p2',
  3: 'medium|moderate|warning|warn|minor|average|sev-?3|p3',
  4: 'low|info|informational|information|notice|none|debug|ok|sev-?[45]|p[45]',
}

const steps = ([1, 2, 3, 4] as const).map((step) => ({ step, says: new RegExp(`^[ \\t\\r\\n]*(${wordsOfStep[step]})[ \\t\\r\\n]*$`, 'i') }))

/** Null: a word we do not place; it is shown as it is. */
export function severityStep(said: string): SeverityStep | null {
  return steps.find(({ says }) => says.test(said))?.step ?? null
}

// The seven elements of an incident document, and how each of them can stand.

export const elements = ['severity', 'escalation', 'containment', 'evidence', 'communication', 'review', 'training'] as const
export type Element = (typeof elements)[number]

export type Standing = 'functional' | 'generic' | 'absent'
export const overalls = ['functional', 'mixed', 'compliance-formatted'] as const
export type Overall = (typeof overalls)[number]

/** What a document is: decides which elements are in its scope. */
export const lintKinds = ['policy', 'plan', 'security-runbook', 'ops-runbook', 'pir-template', 'other'] as const
export type LintKind = (typeof lintKinds)[number]

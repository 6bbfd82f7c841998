// Can a source be set up like this? What the tool itself decides (mappings) and what only the server can read (certificates).
import { X509Certificate } from 'node:crypto'
import { type FieldProblem, Refusal } from '../../core/kernel/refusal.ts'
import type { SourceChange } from '../../core/source/source.ts'
import { mappingSchema } from '../../integrations/mapping.ts'

const escaped = (step: string) => step.replaceAll('~', '~0').replaceAll('/', '~1')

function certificateProblems(certificates: Readonly<Record<string, string>>): FieldProblem[] {
  return Object.entries(certificates).flatMap(([url, pem]) => {
    const path = `/certificates/${escaped(url)}`
    if (!URL.canParse(url) || !url.startsWith('https://'))
      return [{ path, message: 'is not the https address the certificate is fetched from' }]
    try {
      new X509Certificate(pem)
      return []
    } catch {
      // What OpenSSL says of it would not help whoever pasted it.
      return [{ path, message: 'is not a certificate in PEM' }]
    }
  })
}

function problemsOf(integration: string, change: SourceChange): FieldProblem[] {
  const problems = certificateProblems(change.certificates ?? {})
  if (change.mapping === undefined || change.mapping === null) return problems
  if (integration !== 'generic') return [...problems, { path: '/mapping', message: 'is only for sources of the kind “generic”' }]
  const mapping = mappingSchema.safeParse(change.mapping)
  const issues = mapping.success ? [] : mapping.error.issues.slice(0, 20)
  return [
    ...problems,
    ...issues.map(({ path, message }) => ({ path: `/mapping${path.map((step) => `/${escaped(String(step))}`).join('')}`, message })),
  ]
}

export function checkSetup(integration: string, change: SourceChange): void {
  const fields = problemsOf(integration, change)
  const [first] = fields
  if (first)
    throw new Refusal('invalid_request', `The source cannot be set up like this (${first.path.slice(1)}: ${first.message}).`, { fields })
}

// What a text says to its readers and to the linter: asked for by pages, answered by the worker beside.
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import type { PrintBlock } from '../../../core/document/printBlocks.ts'
import { printBlocks } from '../../../core/document/printBlocks.ts'
import type { DocumentProblem } from '../../../core/document/problem.ts'
import { readDocument } from '../../../core/document/readDocument.ts'
import type { Lexicons } from '../../../core/lint/lexicon.ts'
import { type LintedDocument, type LintFinding, lintDocument } from '../../../core/lint/lintDocument.ts'
import type { Reach } from '../../../core/lint/reach.ts'
import { commitmentList, type ListedCommitment } from '../../../core/policy/commitmentList.ts'
import { promisesIn } from '../../../core/policy/locatedPromises.ts'
import { parsePolicy } from '../../../core/policy/parsePolicy.ts'
import type { Policy } from '../../../core/policy/policy.ts'
import { parseRunbook } from '../../../core/runbook/parseRunbook.ts'
import type { Runbook } from '../../../core/runbook/runbook.ts'

export type ReadingRequest = {
  kind: DocumentKind
  markdown: string
  /** The text of the policy that a runbook names, where it is at hand: some duties stand there. */
  policy: string | null
  /** Escalation paths whose levels each have a mechanism, a backup and a channel. */
  escalations: readonly string[]
  /** The reader's day, `2026-01-31`. */
  today: string
}

export type Reading = {
  id: string
  title: string
  owner: string | null
  blocks: PrintBlock[]
  commitments: ListedCommitment[]
  facts: Policy['facts']
  runbook: Pick<Runbook, 'sections' | 'preservation' | 'policy' | 'parameters'> | null
  linted: LintedDocument
  findings: LintFinding[]
}

/** `path` is what decides, together with the text, what kind of document the linter takes it for. */
export function readText(request: ReadingRequest, lexicons: Lexicons): Reading {
  const { kind, markdown } = request
  const linted = lintDocument(kind === 'policy' ? 'policies/text.md' : 'runbooks/text.md', markdown, {
    ...{ lexicons, kind, today: request.today },
    reach: reachOf(request, lexicons),
  })
  const read = kind === 'policy' ? readPolicy(markdown) : readRunbook(markdown)
  return {
    ...read.reading,
    blocks: printBlocks(readDocument(markdown).blocks),
    linted,
    findings: [...linted.findings, ...asFindings(read.problems, linted.findings)].sort(
      (left, right) => left.line - right.line || left.column - right.column,
    ),
  }
}

type Read = { reading: Omit<Reading, 'blocks' | 'linted' | 'findings'>; problems: DocumentProblem[] }

function readPolicy(markdown: string): Read {
  const { policy, problems } = parsePolicy(markdown)
  const { id, title, owner, facts } = policy
  return { reading: { id, title, owner, facts, commitments: commitmentList(policy), runbook: null }, problems }
}

function readRunbook(markdown: string): Read {
  const { runbook, problems } = parseRunbook(markdown)
  const { id, title, owner } = runbook
  return { reading: { id, title, owner, facts: [], commitments: [], runbook }, problems }
}

/** What cannot be read as it was meant is told beside what cannot be followed; of one place, once. */
function asFindings(problems: readonly DocumentProblem[], said: readonly LintFinding[]): LintFinding[] {
  const lines = new Set(said.map(({ line }) => line))
  return problems.flatMap(({ rule, message, position: { line, column } }) =>
    /placeholder/.test(rule) && lines.has(line)
      ? []
      : [{ rule, level: 'error', line, column, endLine: line, endColumn: column + 1, message, suggestion: '' } satisfies LintFinding],
  )
}

function reachOf({ policy, escalations, today }: ReadingRequest, lexicons: Lexicons): Reach {
  const paths = new Set(escalations)
  const alone: Reach = { policies: new Map(), escalations: paths }
  if (policy === null) return alone
  const fields = /^---\r?\n([\s\S]{0,60000}?)\r?\n---\r?\n/.exec(policy)?.[1] ?? ''
  const id = /^id:\s*["']?([\w-]{1,80})/m.exec(fields)?.[1] ?? ''
  const { elements } = lintDocument('policies/text.md', policy, { lexicons, today, reach: alone })
  return { policies: new Map([[id, { elements, promised: promisesIn(policy) }]]), escalations: paths }
}

// What goes to the linter's thread and comes back: one text to be linted with all that is known, many to be judged as a whole, or all documents
// to be held together.
import type { DocumentInForce } from '../../core/consistency/heldDocument.ts'
import type { holdTogether } from '../../core/consistency/holdTogether.ts'
import type { Inconsistency } from '../../core/consistency/inconsistency.ts'
import type { Overall } from '../../core/lint/element.ts'
import type { House } from '../../core/lint/house.ts'
import type { LintedDocument } from '../../core/lint/lintDocument.ts'

export type LintTask = {
  what: 'lint'
  path: string
  source: string
  kind: 'policy' | 'runbook' | null
  today: string
  house: House
  /** Texts that may be cited, judged in the thread where one is. */
  policies: readonly { id: string; source: string }[]
  /** Ids of escalation paths whose levels each have a mechanism, a backup and a channel. */
  escalations: ReadonlySet<string>
}

export type HoldTask = { what: 'hold'; documents: readonly DocumentInForce[]; seen: Parameters<typeof holdTogether>[1] }

/** How each of many texts stands as a whole: what its words say and what it cites, without the house. */
export type ScoreTask = {
  what: 'score'
  texts: readonly { path: string; source: string; kind: 'policy' | 'runbook'; cites: string | null }[]
  policies: LintTask['policies']
  escalations: LintTask['escalations']
}

export type Scored = { overall: Overall; score: number }

export type Task = LintTask | ScoreTask | HoldTask
export type ResultOf<T extends Task> = T extends LintTask ? LintedDocument : T extends ScoreTask ? Scored[] : Inconsistency[]
export type Answer = { result: ResultOf<Task> } | { failed: string }

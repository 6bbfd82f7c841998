// Runbooks as the wire knows them, from their published texts.
import type { z } from 'zod'
import type { RunbookLine, Runbook as RunbookShape, DocumentVersion as VersionShape } from '../../contract/runbook.ts'
import type { DocumentVersion } from '../../core/document/documentVersion.ts'
import { findPlaceholders } from '../../core/document/placeholders.ts'
import { formatInstant } from '../../core/kernel/instant.ts'
import type { Check, Command, PreservationItem, Requirement, Section, Step } from '../../core/runbook/runbook.ts'
import { stepsOf } from '../../core/runbook/runbook.ts'
import type { StoredDocument } from '../document/documentStore.ts'
import type { WhoLine } from '../ledger/whoViews.ts'
import { structureOf } from './parsedRunbooks.ts'

export type Who = (id: string) => WhoLine

/** What a command becomes: as it stands in the runbook, or filled in for a run. */
export type ShowCommand<C> = (command: Command) => C

export function plainCommand({ text, language, inline, parameters }: Command) {
  return { text, language, inline, parameters: [...parameters] }
}

export function versionShape(version: DocumentVersion, who: Who): z.infer<typeof VersionShape> {
  const { number, version: hash, publishedAt, publishedBy } = version
  return { number, hash, published_at: formatInstant(publishedAt), published_by: who(publishedBy) }
}

export function runbookLine(document: StoredDocument, who: Who): z.infer<typeof RunbookLine> {
  const { runbook } = structureOf(document)
  return {
    ...{ id: document.documentId, title: document.title, incident_type: runbook.incidentType, owner: runbook.owner },
    version: versionShape(document, who),
    steps: stepsOf(runbook).length,
    placeholders: findPlaceholders(document.markdown).length,
  }
}

export function runbookShape(
  document: StoredDocument,
  versions: readonly DocumentVersion[],
  who: Who,
  inForce: string | undefined,
): z.infer<typeof RunbookShape> {
  const { runbook, problems } = structureOf(document)
  const { policy, escalation, reviewEvery, parameters } = runbook
  return {
    ...runbookLine(document, who),
    ...{ policy, escalation, review_every: reviewEvery?.iso ?? null, is_current: inForce === document.version },
    versions: versions.map((version) => versionShape(version, who)),
    sections: runbook.sections.map((section) => ({
      ...sectionShape(section, plainCommand),
      steps: section.steps.map((step) => stepShape(step, plainCommand)),
    })),
    preservation: runbook.preservation.map((item) => preservationShape(item, plainCommand)),
    parameters: parameters.map(({ name, ask, example }) => ({ name, ask, example })),
    warnings: warningsOf(runbook.sections),
    problems: [...findPlaceholders(document.markdown), ...problems].map(({ message, position }) => ({ message, line: position.line })),
    markdown: document.markdown,
  }
}

export function warningsOf(sections: readonly Section[]): string[] {
  return sections.flatMap(({ warnings }) => [...warnings])
}

export function sectionShape<C>({ kind, heading, level, warnings, commands, links, contacts }: Section, show: ShowCommand<C>) {
  return { kind, heading, level, warnings: [...warnings], commands: commands.map(show), links: [...links], contacts: [...contacts] }
}

export function stepShape<C>(step: Step, show: ShowCommand<C>) {
  const { id, text, details, commands, consolePaths, checks, needs, links, contacts } = step
  return {
    ...{ id, text, details: [...details], commands: commands.map(show), console_paths: [...consolePaths] },
    ...{ checks: checks.map((check) => checkShape(check, show)), needs: needs.map(needShape), links: [...links], contacts: [...contacts] },
  }
}

function checkShape<C>({ text, commands, ifNot }: Check, show: ShowCommand<C>) {
  return { text, commands: commands.map(show), if_not: ifNot }
}

function needShape(need: Requirement) {
  return { kind: need.kind, role: need.kind === 'role' ? need.role : null }
}

export function preservationShape<C>({ id, evidence, where, how, commands, keepBefore }: PreservationItem, show: ShowCommand<C>) {
  const keep = keepBefore && { text: keepBefore.text, within: keepBefore.within?.iso ?? null, retention: keepBefore.retention }
  return { id, evidence, where, how, commands: commands.map(show), keep_before: keep }
}

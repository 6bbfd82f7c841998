// Files that somebody brought along: one read after the other, each with its report or the reason why not.
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { type importApi, longestImport } from '../../../contract/import.ts'
import { freeId } from '../../../core/import/importedDocument.ts'
import { placedAs } from '../../../core/import/placedAs.ts'

export type Report = ReplyOf<typeof importApi.report>
export type Reported = Report['documents'][number]
export type Place = { kind: 'policy' | 'runbook'; id: string }

export type Brought = {
  key: number
  file: { name: string; size: number }
  state: { is: 'waiting' | 'reading' } | { is: 'reported'; report: Report } | { is: 'refused'; why: string }
}

/** A text of a report, under the name that it would have here. */
export type Candidate = { key: string; reported: Reported; place: Place; taken: boolean }

/** What somebody said of a text: by its key. Nothing said: as the report has it. */
export type Said = Readonly<Record<string, Partial<Place & { taken: boolean }>>>

export function whyNotSent({ size }: Brought['file']): string | null {
  if (size === 0) return 'It is empty.'
  return size <= longestImport
    ? null
    : `It has ${Math.ceil(size / 1e6)} MB; at most ${Math.floor(longestImport / 1e6)} MB are taken. Export it in parts.`
}

/** Two files may have texts of one name: the later one gets a number behind it, unless somebody names it. */
export function candidatesOf(files: readonly Brought[], said: Said): Candidate[] {
  const used = { policy: new Set<string>(), runbook: new Set<string>() }
  return files.flatMap(({ key: file, state }) =>
    state.is !== 'reported'
      ? []
      : state.report.documents.map((reported, at) => {
          const key = `${file} ${at}`
          const { kind = reported.kind, id, taken = isTakenAtFirst(reported) } = said[key] ?? {}
          const place = { kind, id: id ?? freeId(reported.id, used[kind]) }
          used[kind].add(place.id)
          return { key, reported, place, taken }
        }),
  )
}

/** Not over what somebody here wrote, unless they say so. */
function isTakenAtFirst({ stands }: Reported): boolean {
  return stands === 'nothing' || stands === 'shipped'
}

export function isWhereReported({ reported, place }: Candidate): boolean {
  return reported.kind === place.kind && reported.id === place.id
}

const idForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

/** By key: what is wrong with the name of a text that is taken. */
export function problemsOf(candidates: readonly Candidate[]): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {}
  const seen = new Set<string>()
  for (const { key, place, taken } of candidates) {
    if (!taken) continue
    const name = `${place.kind} ${place.id}`
    if (!idForm.test(place.id)) problems[key] = 'The name consists of letters, digits, dots, dashes and underscores.'
    else if (seen.has(name)) problems[key] = `Another text that is taken is the ${place.kind} ${place.id} already.`
    seen.add(name)
  }
  return problems
}

/** Under another name a draft of that name would be somebody else’s: its revision is not known, and it is not written over. */
export function draftsOf(candidates: readonly Candidate[]) {
  return candidates
    .filter(({ taken }) => taken)
    .map((candidate) => {
      const { reported, place } = candidate
      const same = isWhereReported(candidate)
      return { ...place, revision: same ? reported.revision : 0, markdown: same ? reported.markdown : placedAs(reported.markdown, place) }
    })
}

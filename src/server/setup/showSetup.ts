// What the set-up asks, and what its answers come to: documents with what the linter thinks of each, before anything is written.
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { setupApi } from '../../contract/setup.ts'
import { parseEscalation } from '../../core/people/parseEscalation.ts'
import { decideAnswers } from '../../core/setup/answers.ts'
import { askedNames } from '../../core/setup/askedNames.ts'
import { draftSetUp, keyOf, type SetUpDraft, toolsIn } from '../../core/setup/draftSetUp.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { placeOf } from '../consistency/houseOf.ts'
import { checkText, inLinterThread } from '../consistency/linterThread.ts'
import { lintSummary } from '../consistency/lintSummary.ts'
import { type KnownToLinter, knownToLinter } from '../consistency/lintText.ts'
import { type Asker, readFirst } from '../consistency/readFirst.ts'
import { versionOfText } from '../document/documentStore.ts'
import { readStandings, type Standing, standingTexts } from '../document/standingTexts.ts'
import { listPaths } from '../escalation/pathStore.ts'
import { organizationView } from '../organization/views.ts'
import { loadTemplates, loadTools } from './loadTools.ts'

type Answered = Pick<BodyOf<typeof setupApi.preview>, 'tools' | 'names' | 'places' | 'channel'>

const keys = () => loadTemplates().map(({ path }) => keyOf(path))

export async function showQuestions(tx: OrganizationTx): Promise<ReplyOf<typeof setupApi.questions>> {
  const catalogue = loadTools()
  const { ofTool, always } = askedNames(catalogue, loadTemplates())
  const texts = await standingTexts(tx, await readStandings(tx), keys())
  const own = [...texts.values()].filter(({ what }) => what !== 'shipped').map(({ markdown }) => markdown)
  return {
    kinds: catalogue.questions.map(({ kind, ask }) => ({
      kind,
      ask,
      tools: catalogue.tools
        .filter((tool) => tool.kind === kind)
        .map(({ id, name }) => ({
          id,
          name,
          names: [...(ofTool.get(id)?.own ?? [])],
          document_names: [...(ofTool.get(id)?.documents ?? [])],
        })),
    })),
    names: catalogue.parameters.filter(({ fixed }) => fixed).map(({ name, ask, example }) => ({ id: name, ask, example })),
    always: [...always],
    places: catalogue.places.map(({ id, ask, example }) => ({ id, ask, example })),
    known: {
      tools: Object.fromEntries(toolsIn(catalogue, own).map(({ kind, id }) => [kind, id])),
      company: (await organizationView(tx)).name,
    },
  }
}

export type Drafted = { draft: SetUpDraft; standing: Standing; hash: string }

/** The same for the same answers while nobody changes a document. */
export async function draftFrom(tx: OrganizationTx, answered: Answered) {
  const catalogue = loadTools()
  const { tools, names, places, channel } = answered
  const answers = decideAnswers(catalogue, { tools, names, places, channel })
  const standingOf = await readStandings(tx)
  const { drafts, leftOut } = draftSetUp(catalogue, answers, loadTemplates(), await standingTexts(tx, standingOf, keys()))
  const drafted = drafts.map((draft): Drafted => {
    const standing = standingOf({ kind: draft.kind, documentId: draft.id })
    return { draft, standing, hash: versionOfText(draft.markdown) }
  })
  return { drafted, leftOut }
}

export async function previewSetUp(call: Asker & { body: Answered }): Promise<ReplyOf<typeof setupApi.preview>> {
  const read = await readFirst(call, async (tx) => ({
    ...(await draftFrom(tx, call.body)),
    known: await knownToLinter(tx, call.now),
    missing: missingPaths((await listPaths(tx)).map(({ key }) => key)),
  }))
  const known = withPaths(withDrafted(read.known, read.drafted), read.missing)
  const documents: ReplyOf<typeof setupApi.preview>['documents'] = []
  // One after the other: the linter has one thread, and others wait for it as well.
  for (const one of read.drafted) documents.push(await documentShape(one, known))
  return { documents, left_out: read.leftOut, missing_paths: read.missing }
}

type NamedPath = { id: string; name: string }

/** Of those that templates name. Whom they reach is entered with the rotations, and in no document. */
function missingPaths(keys: readonly string[]): NamedPath[] {
  const paths = loadTemplates()
    .filter(({ path }) => path.endsWith('/escalation.yaml'))
    .flatMap(({ text }) => parseEscalation(text).paths)
  return paths.filter(({ id }) => !keys.includes(id)).map(({ id, name }) => ({ id, name }))
}

/** Otherwise each document would be blamed for what is to be done once, and is said beside them. */
function withPaths(known: KnownToLinter, missing: readonly NamedPath[]): KnownToLinter {
  const paths = missing.map(({ id, name }) => ({ id, name, levels: [] }))
  return {
    ...known,
    house: { ...known.house, paths: [...(known.house.paths ?? []), ...paths] },
    escalations: new Set([...known.escalations, ...missing.map(({ id }) => id)]),
  }
}

/** A runbook cites the policy that is drafted with it, not the one that it would replace. */
function withDrafted(known: KnownToLinter, drafted: readonly Drafted[]): KnownToLinter {
  const policies = drafted.flatMap(({ draft: { kind, id, markdown } }) => (kind === 'policy' ? [{ id, source: markdown }] : []))
  return { ...known, policies: [...policies, ...known.policies.filter(({ id }) => policies.every((one) => one.id !== id))] }
}

async function documentShape({ draft, standing, hash }: Drafted, known: KnownToLinter) {
  const { kind, id, markdown, before, tools, open, names, approvers, title, owner, differs } = draft
  checkText(markdown)
  const linted = await inLinterThread({ what: 'lint', ...known, path: placeOf({ kind, id }), source: markdown, kind })
  return {
    ...{ kind, id, title, owner, approvers: [...approvers], stands: standing.what, before: before?.markdown ?? null, markdown, hash },
    ...{ revision: standing.revision, differs, open: [...open], names: [...names], linted: lintSummary(linted) },
    tools: tools.map((tool) => ({ kind: tool.kind, id: tool.id, name: tool.name })),
  }
}

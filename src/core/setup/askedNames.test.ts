// The names that a set-up asks for: every one that would otherwise be asked at night, and none that belongs to a tool nobody chose.
import { expect, test } from 'vitest'
import { shippedTemplates, shippedTools } from '../../../test/support/toolCatalogue.ts'
import { noAnswers } from './answers.ts'
import { askedNames } from './askedNames.ts'
import { setUp } from './setUp.ts'
import { toolKinds } from './tool.ts'

const catalogue = shippedTools()
const templates = shippedTemplates()
const { ofTool, always } = askedNames(catalogue, templates)

/** Four of them name every tool. */
const choices = [0, 1, 2, 3].map((turn) =>
  Object.fromEntries(
    toolKinds.map((kind) => {
      const ids = catalogue.tools.filter((tool) => tool.kind === kind).map(({ id }) => id)
      return [kind, ids[turn % ids.length] ?? '']
    }),
  ),
)

test.each(choices.map((tools) => [Object.values(tools).join(', '), tools]))('of %s are all that its documents use', (_, tools) => {
  const text = setUp(catalogue, { ...noAnswers, tools }, templates)
    .documents.map((document) => document.text)
    .join('\n')
  const used = catalogue.parameters.filter(({ name, fixed }) => fixed && text.includes(`<${name}>`)).map(({ name }) => name)
  const asked = new Set([
    ...always,
    ...Object.values(tools).flatMap((id) => [...(ofTool.get(id)?.own ?? []), ...(ofTool.get(id)?.documents ?? [])]),
  ])
  expect(used.filter((name) => !asked.has(name))).toEqual([])
})
test('are asked with the tool that needs them, and not with another', () => {
  expect(ofTool.get('okta')).toEqual({ own: ['okta-domain'], documents: [] })
  expect(ofTool.get('slack')).toEqual({ own: [], documents: [] })
  expect(always).toEqual(['public-host'])
  // Written for AWS alone: nobody else is asked for it.
  expect(ofTool.get('aws')?.documents).toContain('github-org')
  expect(ofTool.get('google-cloud')?.documents).toEqual([])
})

// A set-up in a company that has documents already: it goes on from their words, says what would change, and knows its answers of an earlier time.
import { describe, expect, test } from 'vitest'
import { shippedTemplates, shippedTools } from '../../../test/support/toolCatalogue.ts'
import { type Answers, noAnswers } from './answers.ts'
import { draftSetUp, type StandingText, toolsIn } from './draftSetUp.ts'

const catalogue = shippedTools()
const templates = shippedTemplates()
const okta: Answers = {
  tools: { identity: 'okta', endpoint: 'jamf' },
  names: { 'okta-domain': 'acme.okta.com', 'grafana-host': 'grafana.acme.com' },
  places: { company: 'Acme Ltd', 'runbook-owner': 'Platform security' },
  channel: null,
}
const drafted = (answers: Answers, standing: [string, StandingText][] = []) => draftSetUp(catalogue, answers, templates, new Map(standing))
const device = (answers: Answers, standing?: StandingText) =>
  drafted(answers, standing === undefined ? [] : [['runbook lost-or-stolen-device', standing]]).drafts.find(
    ({ id }) => id === 'lost-or-stolen-device',
  )

describe('a document that is not there yet', () => {
  test('says for which tools it is, which names went into its commands, and who fills in the rest', () => {
    const draft = device(okta)
    expect(draft).toMatchObject({ kind: 'runbook', title: 'Lost or stolen device', owner: 'Platform security', before: null })
    expect(draft?.tools.map(({ id }) => id)).toEqual(['okta', 'jamf'])
    expect(draft?.names).toEqual([{ name: 'okta-domain', value: 'acme.okta.com' }])
    expect(draft?.open.length).toBeGreaterThan(1)
    expect(draft?.open[0]?.what).not.toContain('Still to be replaced')
    expect(draft?.markdown).toContain('acme.okta.com')
  })
  test('names no owner while that is a place to fill in', () => {
    expect(device(noAnswers)?.owner).toBeNull()
    expect(drafted(noAnswers).drafts.find(({ kind }) => kind === 'policy')).toMatchObject({ owner: null, approvers: [] })
  })
  test('is no escalation path: people are entered elsewhere', () => {
    expect(drafted(okta).drafts.map(({ id }) => id)).not.toContain('escalation.yaml')
  })
})

describe('a document that is there', () => {
  const first = device(okta)?.markdown ?? ''
  const own = first.replace('## Contain', '## Contain\n\nGrace is asked first.\n')
  test('keeps what the company wrote, and only the tool that changed is written anew', () => {
    const again = device({ ...okta, tools: { identity: 'entra', endpoint: 'jamf' } }, { markdown: own, what: 'own' })
    expect(again?.markdown).toContain('Grace is asked first.')
    expect(again?.markdown).not.toContain('acme.okta.com')
    const { added = 0, removed = 0, changed = 0 } = again?.differs ?? {}
    expect(added + removed + changed).toBeGreaterThan(0)
  })
  test('does not change under the same answers', () => {
    expect(device(okta, { markdown: own, what: 'draft' })).toMatchObject({ markdown: own, differs: { added: 0, removed: 0, changed: 0 } })
  })
  test('that only came with the software is begun from the template', () => {
    const shipped = templates.find(({ path }) => path.endsWith('lost-or-stolen-device.md'))?.text ?? ''
    const draft = device(okta, { markdown: `${shipped}\nAn older one.\n`, what: 'shipped' })
    expect([draft?.markdown, draft?.before?.what]).toEqual([first, 'shipped'])
  })
  test('answers for the next time which tools it was written for', () => {
    expect(toolsIn(catalogue, [own]).map(({ id }) => id)).toEqual(['okta', 'jamf'])
    expect(toolsIn(catalogue, ['# Nothing of ours\n', '<!-- tool identity/end-sessions: gone-by -->\n<!-- /tool -->'])).toEqual([])
  })
})

test('what is written for another cloud is left out, by its title and with the reason', () => {
  const { leftOut } = drafted({ ...noAnswers, tools: { cloud: 'azure' } })
  expect(leftOut).toContainEqual({
    title: 'Leaked cloud credential (AWS access key)',
    because: 'It is written for AWS, and you have Azure.',
  })
})

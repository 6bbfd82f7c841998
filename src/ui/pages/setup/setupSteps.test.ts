// What the steps of the set-up ask, keep and send.
import { describe, expect, test } from 'vitest'
import { toolKinds } from '../../../core/setup/tool.ts'
import { answersOf, begunWith, type Given, namesOfTool, problemsIn, type Questions, steps } from './setupSteps.ts'

const question = (id: string) => ({ id, ask: `${id}?`, example: id })
const questions: Questions = {
  kinds: [
    {
      kind: 'cloud',
      ask: 'Where?',
      tools: [{ id: 'google-cloud', name: 'Google Cloud', names: ['gcp-project', 'public-host'], document_names: ['sentry-org'] }],
    },
    {
      kind: 'edge',
      ask: 'Before it?',
      tools: [{ id: 'cloud-armor', name: 'Cloud Armor', names: ['gcp-project', 'armor-policy'], document_names: [] }],
    },
    { kind: 'chat', ask: 'Where do people talk?', tools: [{ id: 'slack', name: 'Slack', names: [], document_names: [] }] },
    { kind: 'observability', ask: 'Logs?', tools: [{ id: 'sentry', name: 'Sentry', names: ['sentry-org'], document_names: [] }] },
  ],
  names: ['gcp-project', 'armor-policy', 'public-host'].map(question),
  always: ['public-host'],
  places: [question('company')],
  known: { tools: { cloud: 'google-cloud' }, company: 'Acme Ltd' },
}
const given: Given = { ...begunWith(questions), tools: { cloud: 'google-cloud', edge: 'cloud-armor' } }
const first = steps[0] ?? { title: '', kinds: [], asksWords: false }
const last = steps.at(-1) ?? first

test('every kind of tool is asked about in one step', () => {
  expect(steps.flatMap(({ kinds }) => kinds).sort()).toEqual([...toolKinds].sort())
})
test('it begins with what the documents say, and with the name of the company where that may stand in one', () => {
  expect(begunWith(questions)).toMatchObject({ tools: { cloud: 'google-cloud' }, places: { company: 'Acme Ltd' } })
  expect(begunWith({ ...questions, known: { tools: {}, company: 'A: [b]' } }).places).toEqual({})
})
test('a name that two tools need is asked once, and one that is always needed with the company', () => {
  expect([namesOfTool(questions, given, 'cloud'), namesOfTool(questions, given, 'edge')]).toEqual([
    ['gcp-project', 'sentry-org'],
    ['armor-policy'],
  ])
  expect(namesOfTool(questions, { ...given, tools: { edge: 'cloud-armor' } }, 'edge')).toEqual(['gcp-project', 'armor-policy'])
})
test('a name of another tool is asked with that one where the company has it', () => {
  const both: Given = { ...given, tools: { cloud: 'google-cloud', observability: 'sentry' } }
  expect([namesOfTool(questions, both, 'cloud'), namesOfTool(questions, both, 'observability')]).toEqual([['gcp-project'], ['sentry-org']])
})
describe('what cannot be used', () => {
  const wrong: Given = {
    ...given,
    names: { 'gcp-project': 'a b', 'public-host': '$(id)' },
    places: { company: 'x <!--' },
    channel: 'Our channel',
  }
  test('is said in the step that asks for it', () => {
    expect(Object.keys(problemsIn(questions, wrong, first))).toEqual(['/names/gcp-project'])
    expect(Object.keys(problemsIn(questions, wrong, steps[2] ?? first))).toEqual(['/channel'])
    expect(Object.keys(problemsIn(questions, wrong, last))).toEqual(['/names/public-host', '/places/company'])
  })
  test('is not an empty field: its place stays open', () => {
    expect(problemsIn(questions, { ...given, names: { 'gcp-project': ' ' } }, first)).toEqual({})
  })
})
test('what is sent has no name of a tool that was taken back, and no empty answer', () => {
  const full: Given = { ...given, names: { 'gcp-project': ' acme ', 'armor-policy': 'production' }, channel: '' }
  expect(answersOf(questions, full)).toEqual({
    tools: { cloud: 'google-cloud', edge: 'cloud-armor' },
    names: { 'gcp-project': 'acme', 'armor-policy': 'production' },
    places: { company: 'Acme Ltd' },
    channel: null,
  })
  expect(answersOf(questions, { ...full, tools: { cloud: 'google-cloud', edge: '' } })).toMatchObject({
    tools: { cloud: 'google-cloud' },
    names: { 'gcp-project': 'acme' },
  })
})

// The questions at a terminal: only what is needed, again where an answer cannot be used, and an empty line leaves a place open.
import { expect, test } from 'vitest'
import { loadTemplates, loadTools } from '../../server/setup/loadTools.ts'
import { askAnswers } from './askAnswers.ts'

const catalogue = loadTools()
const templates = loadTemplates()

async function answering(answers: (question: string) => string | null) {
  const said: string[] = []
  const asked: string[] = []
  const given = await askAnswers(
    catalogue,
    templates,
    (question) => {
      asked.push(question)
      return Promise.resolve(answers(`${said.at(-1) ?? ''}\n${question}`))
    },
    (line) => said.push(line),
  )
  return { given, said, asked }
}

test('empty lines are no answers', async () => {
  expect((await answering(() => '')).given).toEqual({ tools: {}, names: {}, places: {} })
  expect((await answering(() => null)).given).toEqual({ tools: {}, names: {}, places: {} })
})
test('a tool is chosen by its number or its name, and only its names are asked for', async () => {
  const { given, asked } = await answering((question) =>
    question.includes('identity provider')
      ? 'Okta'
      : question.includes('source code')
        ? '1'
        : question.includes('Okta domain')
          ? 'acme.okta.com'
          : '',
  )
  expect(given.tools).toEqual({ identity: 'okta', repository: catalogue.tools.find(({ kind }) => kind === 'repository')?.id })
  expect(given.names).toEqual({ 'okta-domain': 'acme.okta.com' })
  expect(asked.join('\n')).not.toContain('Jamf')
})
test('what cannot be used is asked again, with the reason', async () => {
  let tries = 0
  const { given, said } = await answering((question) => (question.includes('channel') ? (++tries === 1 ? 'Our Channel' : 'security') : ''))
  expect(given.channel).toBe('security')
  expect(said.join('\n')).toContain('A channel is named with small letters')
})

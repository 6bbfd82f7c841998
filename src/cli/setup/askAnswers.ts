// The set-up's questions, one line each. An empty line leaves a place open; what cannot be used is asked again.
import { decideAnswers } from '../../core/setup/answers.ts'
import { fillDocument, type Template } from '../../core/setup/setUp.ts'
import type { ToolCatalogue, ToolKind } from '../../core/setup/tool.ts'

/** Answers what was typed, or null when nobody types any more. */
export type Ask = (question: string) => Promise<string | null>
type Given = { tools: Record<string, string>; names: Record<string, string>; places: Record<string, string>; channel?: string }

export async function askAnswers(
  catalogue: ToolCatalogue,
  templates: readonly Template[],
  ask: Ask,
  say: (line: string) => void,
): Promise<Given> {
  const given: Given = { tools: {}, names: {}, places: {} }
  say('An empty line leaves the place open; the linter will point at it.\n')
  for (const { kind, ask: question } of catalogue.questions) await askTool(catalogue, kind, question, given, ask, say)
  const reply = await askUntil('In which channel are incidents talked about? [#incident-security] ', ask, say, (channel) =>
    decideAnswers(catalogue, { channel }),
  )
  if (reply !== '') given.channel = reply
  for (const { id, ask: question, example } of catalogue.places) {
    const words = await askUntil(`${question} (for instance ${example}) `, ask, say, (text) =>
      decideAnswers(catalogue, { places: { [id]: text } }),
    )
    if (words !== '') given.places[id] = words
  }
  for (const { name, ask: question, example } of fixedNames(catalogue, templates, given)) {
    const value = await askUntil(`${question} (for instance ${example}) `, ask, say, (text) =>
      decideAnswers(catalogue, { names: { [name]: text } }),
    )
    if (value !== '') given.names[name] = value
  }
  return given
}

async function askTool(
  catalogue: ToolCatalogue,
  kind: ToolKind,
  question: string,
  given: Given,
  ask: Ask,
  say: (line: string) => void,
): Promise<void> {
  const tools = catalogue.tools.filter((tool) => tool.kind === kind)
  say(`${question}\n${tools.map(({ name }, at) => `  ${at + 1}  ${name}`).join('\n')}`)
  const known = (text: string) =>
    tools[Number(text) - 1] ?? tools.find(({ id, name }) => id === text.toLowerCase() || name.toLowerCase() === text.toLowerCase())
  const reply = await askUntil('> ', ask, say, (text) => {
    if (known(text) === undefined) throw new Error(`A number from 1 to ${tools.length}, or nothing.`)
  })
  const tool = reply === '' ? undefined : known(reply)
  if (tool !== undefined) given.tools[kind] = tool.id
}

/** Only what the commands of the chosen tools need. */
function fixedNames(catalogue: ToolCatalogue, templates: readonly Template[], given: Given): ToolCatalogue['parameters'] {
  const answers = decideAnswers(catalogue, given)
  const text = templates.map((template) => fillDocument(catalogue, answers, template.text)).join('\n')
  return catalogue.parameters.filter(({ name, fixed }) => fixed && text.includes(`<${name}>`))
}

async function askUntil(question: string, ask: Ask, say: (line: string) => void, check: (text: string) => unknown): Promise<string> {
  for (;;) {
    const text = ((await ask(question)) ?? '').trim()
    if (text === '') return ''
    try {
      check(text)
      return text
    } catch (error) {
      say(error instanceof Error ? error.message : String(error))
    }
  }
}

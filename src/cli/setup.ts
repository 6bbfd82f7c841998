// `tickmark setup --out <folder>`: asks which tools a company uses, and writes its policy, escalation path and runbooks for them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { parse, stringify } from 'yaml'
import { Refusal } from '../core/kernel/refusal.ts'
import { decideAnswers } from '../core/setup/answers.ts'
import { type SetUp, setUp, type Template } from '../core/setup/setUp.ts'
import { loadTemplates, loadTools } from '../server/setup/loadTools.ts'
import { askAnswers } from './setup/askAnswers.ts'

export const summary = 'write a policy, an escalation path and runbooks for the tools that you use'

export const help = `tickmark setup --out <folder> [--answers <file>] [--again | --force]

Asks for cloud, identity provider, chat, pager, repository host, logs, device management, protection, edge and mail, and writes runbooks
with their commands and console paths. What you leave open stays a place that \`tickmark lint\` points at.

  --out      where the documents go: policies/, runbooks/, and setup.yaml with your answers
  --answers  a YAML file with the answers instead of questions; the setup.yaml of an earlier time, for instance
  --again    go on from the documents that are there: what you changed outside of the marked parts stays
  --force    write over files that are there, from the templates
  --tools    list the tools that are known, and nothing else

    tools: { cloud: aws, identity: okta, chat: slack, pager: pagerduty }
    names: { okta-domain: example.okta.com, github-org: example-org }
    places: { company: Example Ltd }
    channel: incident-security

Answers 0 when everything was written, 2 when not: an answer that cannot be used is refused by its name, and nothing is written.
`

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      answers: { type: 'string' },
      again: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
      tools: { type: 'boolean', default: false },
    },
  })
  const catalogue = loadTools()
  if (values.tools) {
    for (const { kind } of catalogue.questions)
      console.log(
        `${kind.padEnd(14)} ${catalogue.tools
          .filter((tool) => tool.kind === kind)
          .map(({ id }) => id)
          .join(', ')}`,
      )
    return 0
  }
  if (values.out === undefined) return refused('Say where the documents go: --out <folder>.')
  if (values.answers === undefined && process.stdin.isTTY !== true)
    return refused('Nobody can be asked here: give the answers with --answers <file>.')
  try {
    const templates = values.again ? fromFolder(values.out) : loadTemplates()
    const given = values.answers === undefined ? await askAtTerminal() : readAnswers(values.answers)
    const done = setUp(catalogue, decideAnswers(catalogue, given), templates)
    const inTheWay = [...done.documents.map(({ path }) => path), 'setup.yaml'].filter((path) => existsSync(join(values.out ?? '', path)))
    if (inTheWay.length > 0 && !values.force && !values.again)
      return refused(`${inTheWay.join(', ')}: there already. Another folder, --again to go on from them, or --force to write over them.`)
    write(values.out, done, given)
    return 0
  } catch (error) {
    if (error instanceof Refusal) return refused(error.message)
    throw error
  }
}

async function askAtTerminal(): Promise<unknown> {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await askAnswers(loadTools(), loadTemplates(), (question) => lines.question(question), console.log)
  } finally {
    lines.close()
  }
}

/** The documents of an earlier time, and the templates that are not among them. */
function fromFolder(out: string): Template[] {
  return loadTemplates().map(({ path, text }) => {
    const own = join(out, path)
    return { path, text: existsSync(own) ? readFileSync(own, 'utf8') : text }
  })
}

function readAnswers(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'), { maxAliasCount: 0 }) as unknown
  } catch (error) {
    throw new Refusal('payload_not_readable', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function write(out: string, { documents, leftOut }: SetUp, given: unknown): void {
  for (const { path, text } of documents) {
    mkdirSync(dirname(join(out, path)), { recursive: true })
    writeFileSync(join(out, path), text)
  }
  writeFileSync(join(out, 'setup.yaml'), stringify(given))
  const width = Math.max(...documents.map(({ path }) => path.length))
  for (const { path, open } of documents)
    console.log(
      `${path.padEnd(width)}  ${open.length === 0 ? 'complete' : `${open.length} ${open.length === 1 ? 'place' : 'places'} to fill in`}`,
    )
  for (const { path, because } of leftOut) console.log(`${path.padEnd(width)}  left out: ${because}`)
  console.log(`\n\`tickmark lint ${out}\` shows every place that is still open.`)
}

function refused(sentence: string): number {
  console.error(`${sentence}\n\n\`tickmark help setup\` says more.`)
  return 2
}

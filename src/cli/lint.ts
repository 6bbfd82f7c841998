// `tickmark lint [paths…]`: which sentences of a policy or runbook cannot be followed, where, and what could stand there instead.
import { parseArgs } from 'node:util'
import { explain } from './lint/explain.ts'
import { lint, lintFormats } from './lint/lintPaths.ts'
import { wrongUse } from './wrongUse.ts'

export const summary = 'say which sentences of policies and runbooks cannot be followed, and what could stand there'

export const help = `tickmark lint [paths…] [options]

Reads Markdown files, or all below a folder (this one unless said), and says of each how its severity, escalation, containment,
evidence, communication, review and training stand: functional, generic or absent. Needs no server, no set-up, no front matter.
A path of - reads standard input.

  --format        pretty (unless said), json, sarif, github
  --config        the settings; tickmark.config.yaml here unless said
  --max-warnings  more warnings than this are a failure
  --all           show every finding, not only the first few of each rule
  --quiet         leave notes and warnings out
  --explain       what one rule wants, with an example that has it and one that has not; \`--explain all\` lists them

Switch a rule off where it is wrong: <!-- tickmark-disable-next-line containment/no-handle: why --> before the line, or
<!-- tickmark-disable containment/no-handle: why --> for the whole document. Without a reason it stays on.

Answers 0 where nothing is an error, 1 where something is or there are more warnings than allowed, 2 where it could not read.
`

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'pretty' },
      config: { type: 'string' },
      'max-warnings': { type: 'string' },
      all: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
      explain: { type: 'string' },
    },
  })
  if (values.explain !== undefined) return explain(values.explain)
  const format = lintFormats.find((name) => name === values.format)
  if (format === undefined)
    return wrongUse('lint', `There is no format ${JSON.stringify(values.format)}; there are ${lintFormats.join(', ')}.`)
  const most = values['max-warnings'] === undefined ? null : Number(values['max-warnings'])
  if (most !== null && !(Number.isInteger(most) && most >= 0)) return wrongUse('lint', '--max-warnings is a whole number, 0 or more.')
  const { config, all, quiet } = values
  return lint(positionals.length === 0 ? ['.'] : positionals, { format, config, maxWarnings: most, all, quiet })
}

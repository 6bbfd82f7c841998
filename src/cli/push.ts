// `tickmark push [paths…]`: proposes the policies and runbooks of a repository, and says what became of each file.
import { parseArgs } from 'node:util'
import { apiClient } from './apiClient.ts'
import { gitReader } from './exchange/git.ts'
import { findLocalFiles } from './exchange/localFiles.ts'
import { type Paint, printGithub, printPretty, printSum } from './exchange/printPushed.ts'
import { type Pushed, pushFiles, unsentAnswer } from './exchange/pushFiles.ts'
import { matchesGlob } from './matchesGlob.ts'
import { accessHelp, accessOptions, readAccess } from './readAccess.ts'
import { notDone, wrongUse } from './wrongUse.ts'

export const summary = 'propose the policies and runbooks of a repository, and say what became of each file'

export const help = `tickmark push [paths…] --server <address> [options]

Sends Markdown files, or all below a folder (this one unless said). Each is proposed and waits for those whom it names as
approvers; one that names none takes effect if the token may publish. What is there already is unchanged, so that pushing again
does nothing. One that is refused does not keep the others. Repository, commit and author come from git, where there is one:
whoever wrote a file last cannot approve it.

  ${accessHelp}
  --dry-run      say what would become of the files, and change nothing
  --ignore       files to leave out, for instance 'docs/archive/**'; may be said several times
  --repository   its address; that of git's origin unless said
  --format       pretty (unless said), json, github
  --json         the same as --format json

Answers 0 where every file is in force, proposed or unchanged, 1 where one was refused, 2 where it could not be done.
`

const formats = ['pretty', 'json', 'github'] as const
type Format = (typeof formats)[number]

export async function run(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const
  const off = { type: 'boolean', default: false } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ ...accessOptions, repository: text, format: { ...text, default: 'pretty' }, json: off, 'dry-run': off },
      ignore: { ...text, multiple: true, default: [] },
    },
  })
  const format = values.json ? 'json' : formats.find((name) => name === values.format)
  if (format === undefined) return wrongUse('push', `There is no format ${JSON.stringify(values.format)}; there are ${formats.join(', ')}.`)
  const access = readAccess(values)
  if (typeof access === 'string') return wrongUse('push', access)
  const paths = positionals.length === 0 ? ['.'] : positionals
  const wish = { dryRun: values['dry-run'], repository: values.repository ?? null }
  try {
    const { files, unsent } = findLocalFiles(paths, matchesGlob(values.ignore), gitReader())
    if (files.length + unsent.length === 0) throw new Error('There is no Markdown file here.')
    const pushed = files.length === 0 ? [] : await pushFiles(apiClient(access.server, access.token), files, wish)
    const told = [...pushed, ...unsent.map(unsentAnswer)].sort((left, right) => (left.path < right.path ? -1 : 1))
    print(format, told, wish.dryRun)
    return told.some(({ outcome }) => outcome === 'refused') ? 1 : 0
  } catch (error) {
    return notDone(error)
  }
}

const colours = { error: '31', warning: '33', good: '32', dim: '2' } as const

function print(format: Format, files: readonly Pushed[], dryRun: boolean): void {
  const { NO_COLOR, CI } = process.env
  const isColoured = process.stdout.isTTY === true && NO_COLOR === undefined && CI === undefined
  const paint: Paint = (kind, words) => (isColoured ? `\u001b[${colours[kind]}m${words}\u001b[0m` : words)
  if (format === 'json') console.log(JSON.stringify({ dry_run: dryRun, files }, null, 2))
  else if (format === 'pretty') console.log(printPretty(files, paint))
  else if (files.some(({ outcome }) => outcome !== 'unchanged')) console.log(printGithub(files))
  if (format !== 'json') console.error(printSum(files, dryRun))
}

// `tickmark evidence add`: runs a command and keeps what it said as evidence of an incident, or keeps a file.
import { hostname } from 'node:os'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { apiClient } from './apiClient.ts'
import { runAndKeep } from './evidence/runAndKeep.ts'
import { sendFile } from './evidence/sendFile.ts'
import { findIncident, findStep } from './evidence/whereItBelongs.ts'
import { type Access, accessHelp, accessOptions, readAccess } from './readAccess.ts'
import { wrongUse } from './wrongUse.ts'

export const summary = 'run a command and keep what it said as evidence of an incident, or keep a file'

export const help = `tickmark evidence add --incident INC-12 [options] -- <command …>
tickmark evidence add --incident INC-12 [options] --file <path>

Runs the command as it stands, without a shell, and shows what it says as it says it. What it wrote, its exit code, its
line, the host and the time are then kept as evidence. A broken connection is gone on with; nothing is sent twice.

  --incident     INC-12, or an incident's id
  --step         the step it belongs to: its number in the incident's run, or its id
  --source       where it is taken from, in words: AWS account 123456789012
  --description  what it shows, in words
  --name         the name it is kept under
  ${accessHelp}

The exit code is the command's own; 70 where it could not be kept, which
is said on standard error, with the path of the file in which what the command wrote is still to be found.
`

const notKept = 70

type Wish = {
  incident: string
  step: string | undefined
  source: string | undefined
  description: string | undefined
  name: string | undefined
}

type Given = { path: string; name: string; more: Record<string, unknown> }

async function keep({ server, token }: Access, wish: Wish, { path, name, more }: Given): Promise<string> {
  const client = apiClient(server, token)
  const incidentId = await findIncident(client, wish.incident)
  const step = wish.step === undefined ? undefined : await findStep(client, incidentId, wish.step)
  const { source, description } = wish
  return sendFile(client, incidentId, path, { name: wish.name ?? name, source, description, step, ...more })
}

export async function run(args: readonly string[]): Promise<number> {
  const end = args.indexOf('--')
  const command = end < 0 ? [] : args.slice(end + 1)
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: [...(end < 0 ? args : args.slice(0, end))],
    allowPositionals: true,
    options: { incident: text, step: text, source: text, description: text, name: text, file: text, ...accessOptions },
  })
  const { incident, step, source, description, name, file } = values
  if (positionals.length !== 1 || positionals[0] !== 'add') return wrongUse('evidence', 'Say `tickmark evidence add`.')
  if (incident === undefined) return wrongUse('evidence', 'Say with --incident which incident it is evidence of.')
  const access = readAccess(values)
  if (typeof access === 'string') return wrongUse('evidence', access)
  if ((file === undefined) === (command.length === 0)) return wrongUse('evidence', 'Give either a command after --, or --file.')
  const wish = { incident, step, source, description, name }

  const ran = file === undefined ? await runAndKeep(command) : null
  const exitCode = ran?.exitCode ?? 0
  const given: Given =
    ran === null
      ? { path: file ?? '', name: basename(file ?? ''), more: {} }
      : {
          path: ran.path,
          name: `${basename(command[0] ?? 'command')}.txt`,
          more: { happened_at: ran.endedAt, command: { ...ran.command, host: hostname() } },
        }
  try {
    const id = await keep(access, wish, given)
    console.error(`Kept as evidence ${id} of ${incident}.`)
    ran?.remove()
    return exitCode
  } catch (error) {
    const where = ran === null ? '' : ` What the command wrote is in ${ran.path}, and it ended with ${exitCode}: keep it with --file.`
    console.error(`It was not kept: ${error instanceof Error ? error.message : String(error)}${where}`)
    return notKept
  }
}

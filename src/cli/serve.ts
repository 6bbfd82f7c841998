// `tickmark serve`: the server.
import { parseArgs } from 'node:util'
import { runServer } from '../server/main.ts'

export const summary = 'runs the server; settings are environment variables (docs/configuration.md)'

export const help = `tickmark serve [--new-organization]

Runs the server until it is told to stop (Ctrl-C, SIGTERM). Where there is no organization yet, prints a one-time link that makes one.

  --new-organization   prints such a link although there are organizations already
`

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { 'new-organization': { type: 'boolean', default: false } } })
  return runServer(process.env, { anotherOrganization: values['new-organization'] })
}

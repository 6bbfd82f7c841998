// Which parts of a command must a responder fill in? Not what the shell knows by itself, and not what the step sets before.
import type { Command, CommandLanguage } from './runbook.ts'
import { type Slot, shellSlots } from './shellPlaces.ts'
import { sqlSlots } from './sqlPlaces.ts'

/** Set in every shell. `USER` is not among them: in a runbook it is nearly always the user the incident is about. */
const environment = new Set([
  'HOME',
  'PWD',
  'OLDPWD',
  'PATH',
  'SHELL',
  'TMPDIR',
  'RANDOM',
  'EDITOR',
  'IFS',
  'ENV',
  'LINENO',
  'SECONDS',
  'UID',
  'EUID',
])

/** `NAME=…`, `export NAME=…`, `for NAME in`, `read -r NAME OTHER`. */
const assignment = /(?:^|[;&|(\n]|\b(?:export|readonly|declare|do|then))[ \t]*([A-Z][A-Z0-9_]{0,63})\+?=/g
const loop = /\bfor[ \t]+([A-Z][A-Z0-9_]{0,63})\b/g
const reading = /\bread((?:[ \t]+-[a-zA-Z]+)*)((?:[ \t]+[A-Z][A-Z0-9_]{0,63}){1,8})/g

export function slotsOf(text: string, language: CommandLanguage): Slot[] {
  if (language === 'sql') return sqlSlots(text)
  const slots = shellSlots(text).filter(({ name }) => !environment.has(name))
  return language === 'shell' ? slots : slots.map((slot) => ({ ...slot, place: 'unknown' }))
}

/** Only at the start of a command: in `--set IMAGE=$IMAGE` nothing is set for the shell. */
export function namesSetBy(text: string): string[] {
  const read = [...text.matchAll(reading)].flatMap((match) => (match[2] ?? '').trim().split(/[ \t]+/))
  return [...[...text.matchAll(assignment), ...text.matchAll(loop)].map((match) => match[1] ?? ''), ...read]
}

export function parameterNames(text: string, language: CommandLanguage): string[] {
  return [...new Set(slotsOf(text, language).map(({ name }) => name))]
}

/** What the commands of one step set is known to its other commands: they are typed into the same shell. */
export function withoutOwnVariables(commands: readonly Command[], all: readonly Command[] = commands): Command[] {
  const own = new Set(all.filter(({ language }) => language === 'shell').flatMap(({ text }) => namesSetBy(text)))
  if (own.size === 0) return [...commands]
  return commands.map((command) => ({ ...command, parameters: command.parameters.filter((name) => !own.has(name)) }))
}

// `tickmark.config.yaml`: rules that are off or of another level here, and files that are not linted.
import { existsSync, readFileSync } from 'node:fs'
import { allRules } from '../../core/lint/rules/allRules.ts'
import type { Level } from '../../core/lint/rules/rule.ts'
import { matchesGlob } from '../matchesGlob.ts'

export type LintConfig = { levels: Record<string, Level | 'off'>; isIgnored: (path: string) => boolean }

const standard = 'tickmark.config.yaml'
const none: LintConfig = { levels: {}, isIgnored: () => false }

/** Answers a sentence where the settings are wrong: guessing would lint by other rules than were meant. */
export async function readLintConfig(path: string | undefined): Promise<LintConfig | string> {
  const file = path ?? standard
  if (path === undefined && !existsSync(file)) return none
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return `${file} could not be read.`
  }
  const { parse } = await import('yaml')
  let value: unknown
  try {
    value = parse(text, { maxAliasCount: 0 })
  } catch (error) {
    return `${file} is not YAML: ${error instanceof Error ? error.message : String(error)}`
  }
  const lint = (value as { lint?: unknown } | null)?.lint ?? {}
  if (typeof lint !== 'object' || Array.isArray(lint)) return `${file}: \`lint\` holds \`rules\` and \`ignore\`.`
  const { rules = {}, ignore = [], ...rest } = lint as { rules?: unknown; ignore?: unknown }
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) return `${file}: \`lint\` knows no \`${unknown}\`; it holds \`rules\` and \`ignore\`.`
  if (typeof rules !== 'object' || rules === null) return `${file}: \`rules\` says a level for each rule: containment/no-handle: error.`
  if (!Array.isArray(ignore) || !ignore.every((glob) => typeof glob === 'string'))
    return `${file}: \`ignore\` is a list of paths: - docs/archive/**`
  const wrong = Object.entries(rules).find(([name, level]) => !isRule(name) || !isLevel(level))
  if (wrong) return `${file}: ${wrong[0]}: ${String(wrong[1])} is no rule with a level; levels are off, note, warning and error.`
  return { levels: rules as Record<string, Level | 'off'>, isIgnored: matchesGlob(ignore as string[]) }
}

function isRule(name: string): boolean {
  return name.endsWith('/*') || allRules.some(({ id }) => id === name) || name.startsWith('document/')
}

/** YAML 1.1 readers took \`off\` for false; both are understood. */
function isLevel(level: unknown): level is Level | 'off' {
  return level === 'off' || level === 'note' || level === 'warning' || level === 'error'
}

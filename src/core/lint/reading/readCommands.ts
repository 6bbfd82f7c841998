// Which commands does a unit give, and do they change something or only look?
import type { Lexicons } from '../lexicon.ts'
import type { Unit } from './unit.ts'

export type CommandUse = { value: string; start: number; end: number; changes: boolean }

const shellLanguages = new Set([
  '',
  'sh',
  'bash',
  'zsh',
  'shell',
  'console',
  'shell-session',
  'terminal',
  'text',
  'cmd',
  'bat',
  'powershell',
  'ps1',
  'sql',
  'rb',
  'ruby',
  'python',
  'py',
  'kql',
  'kusto',
  'promql',
  'plaintext',
  'txt',
  'nohighlight',
  'hcl',
  'bash=',
  'sh-session',
  'http',
])
/** A block in one of these is something to run, whatever it begins with. */
const runLanguages = new Set([
  'sql',
  'rb',
  'ruby',
  'python',
  'py',
  'kql',
  'kusto',
  'promql',
  'powershell',
  'ps1',
  'bash',
  'sh',
  'shell',
  'zsh',
  'console',
])
/** Bots and slash commands: `!ic page`, `/genie alert … for`. */
const chatCommand = /^[!/][a-z][\w-]*(?:\s+\S+|$)/i

export function commandsOf(unit: Unit, lexicons: Lexicons): CommandUse[] {
  if (unit.kind === 'code') return shellLanguages.has(unit.language) ? commandsOfBlock(unit, lexicons) : []
  const spans = unit.codes.flatMap(({ start, end, value }) => {
    const changes = readCommand(value, lexicons)
    return changes === null ? [] : [{ value, start, end, changes }]
  })
  return unit.codes.length > 0 || unit.kind !== 'item' ? spans : bare(unit, lexicons)
}

/** A list item that is a command without marks: `kubectl get pods -n …`. */
function bare(unit: Unit, lexicons: Lexicons): CommandUse[] {
  if (!/^(?:kubectl|aws|gcloud|az|docker|git|systemctl|helm|psql|terraform)\s+[a-z]/.test(unit.text)) return []
  const changes = readCommand(unit.text, lexicons)
  return changes === null ? [] : [{ value: unit.text.split('\n', 1)[0] ?? '', start: 0, end: unit.text.length, changes }]
}

function commandsOfBlock(unit: Unit, lexicons: Lexicons): CommandUse[] {
  const found: CommandUse[] = []
  let at = 0
  for (const line of unit.text.split('\n')) {
    const words = line.trim().replace(/^[$#>%]\s+(?=[a-z./])/, '')
    const start = at
    at += line.length + 1
    if (words === '' || words.startsWith('#') || words.startsWith('//') || words.startsWith('--')) continue
    const changes = readCommand(words, lexicons)
    if (changes !== null) found.push({ value: words, start, end: start + line.length, changes })
    else if (runLanguages.has(unit.language) && found.length === 0)
      found.push({ value: words, start, end: start + line.length, changes: isStatement(words) })
  }
  return found
}

function isStatement(words: string): boolean {
  return /^(?:update|delete|insert|alter|drop|revoke|truncate|create|grant)\b|\.(?:destroy|delete|update|save|call|perform|kill|revoke|disable)\w*[!(]?/i.test(
    words,
  )
}

/** Null: not a command. Otherwise whether it changes something. */
function readCommand(value: string, { tools, toolPrefixes }: Lexicons): boolean | null {
  const trimmed = value
    .trim()
    .replace(/^\$\s+/, '')
    .replace(/^(?:sudo|watch|time)\s+/, '')
  if (chatCommand.test(trimmed) && !/^\/(?:\w+\/|etc|var|tmp|proc|usr|home|healthz?|api|metrics)\b/.test(trimmed) && trimmed.length < 200)
    // It reaches people; it changes nothing.
    return false
  const [first = '', ...rest] = trimmed.slice(0, 600).split(/\s+/)
  if (/^(?:PUT|POST|DELETE|PATCH)$/.test(first) && rest.length > 0) return true
  const name = first.replace(/^.*\//, '')
  for (const [prefix, use] of toolPrefixes) if (name.startsWith(prefix) && /^[A-Z]/.test(name)) return use === 'changing'
  const changing = tools.get(name)
  if (changing === undefined) return /^\.?\/[\w./-]+\.(?:sh|py|rb|js)\b/.test(first) || /^[\w./-]+\.sh$/.test(first) ? true : null
  if (rest.length === 0 && trimmed.length < 12) return null
  if (changing === 'looking') return /\|\s*(?:xargs|sudo)?\s*(?:kubectl delete|kill|rm)\b/.test(trimmed)
  if (changing.length === 0) return true
  return rest.some((word) =>
    changing.some((change) =>
      change.endsWith('-') && change.length > 2 ? word.startsWith(change) : word.toLowerCase() === change.toLowerCase(),
    ),
  )
}

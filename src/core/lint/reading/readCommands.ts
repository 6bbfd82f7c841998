// Which commands does a unit give, and do they change something or only look?
import type { Lexicons } from '../lexicon.ts'
import type { Unit } from './unit.ts'

export type CommandUse = { value: string; start: number; end: number; changes: boolean }

/** Languages of blocks that may hold commands. The second part is something to run, whatever it begins with. */
const plainLanguages = ['', 'text', 'plaintext', 'txt', 'nohighlight', 'hcl', 'http', 'terminal', 'cmd', 'bat']
const queryLanguages = ['sql', 'rb', 'ruby', 'python', 'py', 'kql', 'kusto', 'promql', 'psql', 'mysql', 'javascript', 'js', 'solidity']
const shells = ['sh', 'bash', 'zsh', 'shell', 'console', 'shell-session', 'sh-session', 'powershell', 'ps1']
const languages = new Set([...plainLanguages, ...queryLanguages, ...shells])
const runLanguages = new Set([...queryLanguages, ...shells])
const shellLanguages = new Set(shells)

/** Words that say that something is changed, of whatever tool. */
const changingWords =
  'restart|reboot|stop|start|delete|remove|disable|enable|revoke|rotate|set|reset|apply|drain|kill|rollback|undo|promote|pause|resume|clear|flush|purge|terminate|block|deploy|restore|scale|destroy|evict|deactivate|suspend|quarantine|isolate|unlock|force|failover|switchover|reload|cordon|ban|unban|push|update|upgrade'
const changingWord = new RegExp(`(?:^|[\\s'"./-])(?:${changingWords})(?:[\\s'":=-]|$)`, 'i')
/** `cf delete-service-key …`: the verb and its object in one word, as only commands have it. */
const subcommand = new RegExp(`^(?:create|list|get|show|describe|${changingWords})-[a-z][a-z-]+$`)
/** What is run from a folder of programs. */
const program = /^(?:\.{1,2}\/|(?:[\w.-]+\/)*(?:s?bin|scripts?|tools|hack)\/)[\w./-]+$/

/** What a terminal shows before a command: `$`, `ada@db-1:~$`. */
const prompt = /^(?:[\w.@~:/-]{1,40}\$|[$#>%])\s+(?=[a-z./])/

/** Bots and slash commands: `!ic page`, `/genie alert … for`. */
const chatCommand = /^[!/][a-z][\w-]*(?:\s+\S+|$)/i

export function commandsOf(unit: Unit, lexicons: Lexicons): CommandUse[] {
  if (unit.kind === 'code') return languages.has(unit.language) ? commandsOfBlock(unit, lexicons) : []
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
    const words = line.trim().replace(prompt, '')
    const start = at
    at += line.length + 1
    if (words === '' || words.startsWith('#') || words.startsWith('//') || words.startsWith('--')) continue
    const changes = readCommand(words, lexicons)
    if (changes !== null) found.push({ value: words, start, end: start + line.length, changes })
    else if (
      runLanguages.has(unit.language) &&
      (found.length === 0 || (shellLanguages.has(unit.language) && /^[a-z][\w.-]*\s/.test(words)))
    )
      found.push({ value: words, start, end: start + line.length, changes: isStatement(words) || mutates(words) })
    else if (isStatement(words) && /[;(]/.test(words)) found.push({ value: words, start, end: start + line.length, changes: true })
  }
  return found
}

function isStatement(words: string): boolean {
  return /^(?:update|delete|insert|alter|drop|revoke|truncate|create|grant)\b|\bpg_(?:terminate|cancel)_backend\b|\.(?:destroy|delete|update|save|call|perform|kill|revoke|disable|enable|clear|block|pause)\w*[!(]?/i.test(
    words,
  )
}

/** Of a tool that the lexicon does not know: does its line say that something is changed? */
function mutates(words: string): boolean {
  return changingWord.test(words.slice(0, 400))
}

/** Null: not a command. Otherwise whether it changes something. */
function readCommand(value: string, { tools, toolPrefixes }: Lexicons): boolean | null {
  const trimmed = value
    .trim()
    .replace(/^\$\s+/, '')
    .replace(/^(?:sudo|watch|time)\s+/, '')
  if (chatCommand.test(trimmed) && !/^\/(?:\w+\/|etc|var|tmp|proc|usr|home|healthz?|api|metrics)\b/.test(trimmed) && trimmed.length < 200)
    // A bot that pages people changes nothing; one that runs something may.
    return /^\/(?:chatops|run|deploy|rollback)\b/.test(trimmed) && mutates(trimmed)
  const [first = '', ...rest] = trimmed.slice(0, 600).split(/\s+/)
  if (/^(?:PUT|POST|DELETE|PATCH)$/.test(first) && rest.length > 0) return true
  const name = first.replace(/^.*\//, '')
  for (const [prefix, use] of toolPrefixes)
    if (name.startsWith(prefix) && /^[A-Z]/.test(name))
      return use === 'changing' || /\|\s*(?:Remove|Set|Disable|Revoke|Stop|Restart|New|Update)-/.test(trimmed)
  const changing = tools.get(name)
  if (changing === undefined) return readUnknown(first, rest, trimmed)
  if (rest.length === 0 && trimmed.length < 12) return null
  if (changing === 'looking') return /\b(?:xargs|sudo|exec|ssh)\b/.test(trimmed) && mutates(trimmed)
  if (changing.length === 0) return true
  return rest.some((word) =>
    changing.some((change) =>
      change.endsWith('-') && change.length > 2 ? word.startsWith(change) : word.toLowerCase() === change.toLowerCase(),
    ),
  )
}

/** A script, a program in a folder of programs, or words in the shape of a command: a lower-case name, and after it a subcommand or an option. */
function readUnknown(first: string, rest: readonly string[], whole: string): boolean | null {
  if (/^\.?\/[\w./-]+\.(?:sh|py|rb|js)\b/.test(first) || /^[\w./-]+\.sh$/.test(first)) return true
  const [next = ''] = rest
  const isTool = /^[a-z][a-z0-9_.-]{1,30}$/.test(first) && (subcommand.test(next) || rest.some((word) => /^--?[a-z]/i.test(word)))
  return isTool || (next !== '' && program.test(first)) ? mutates(whole) : null
}

// Which commands does a unit give, and do they change something or only look?
import type { Lexicons } from '../lexicon.ts'
import type { Token } from './tokens.ts'
import type { Unit } from './unit.ts'

export type CommandUse = { value: string; start: number; end: number; changes: boolean }

/** Languages of blocks that may hold commands. The second part is something to run, whatever it begins with. */
const plainLanguages = [
  '',
  'text',
  'plaintext',
  'txt',
  'nohighlight',
  'none',
  'hcl',
  'http',
  'terminal',
  'cmd',
  'bat',
  'batch',
  'dos',
  'log',
]
const queryLanguages = [
  'sql',
  'rb',
  'ruby',
  'python',
  'py',
  'kql',
  'kusto',
  'promql',
  'psql',
  'mysql',
  'javascript',
  'js',
  'typescript',
  'ts',
  'solidity',
  'spl',
  'splunk',
  'logql',
  'esql',
  'lucene',
  'graphql',
  'cypher',
  'go',
  'php',
  'perl',
  'elixir',
  'osquery',
  'redis',
]
const shells = [
  'sh',
  'bash',
  'zsh',
  'fish',
  'ksh',
  'shell',
  'shellscript',
  'console',
  'shell-session',
  'sh-session',
  'powershell',
  'pwsh',
  'posh',
  'ps',
  'ps1',
]
const languages = new Set([...plainLanguages, ...queryLanguages, ...shells])
const runLanguages = new Set([...queryLanguages, ...shells])
const shellLanguages = new Set(shells)

/** Words that say that something is changed, of whatever tool. */
const changingWords =
  'restart|reboot|stop|start|delete|del|remove|rm|disable|enable|revoke|rotate|set|unset|reset|apply|drain|cordon|uncordon|kill|rollback|undo|revert|promote|demote|pause|resume|clear|flush|purge|prune|terminate|block|unblock|deploy|redeploy|undeploy|restore|scale|resize|destroy|drop|evict|deactivate|activate|suspend|unsuspend|quarantine|isolate|contain|lock|unlock|force|failover|switchover|reload|refresh|ban|unban|push|update|upgrade|downgrade|up|down|patch|edit|create|add|put|insert|attach|detach|move|migrate|invalidate|expire|logout|reassign|rebalance|reindex|retry|replay|cancel|abort|silence|mute|maintenance|install|uninstall|import|exec|run|swap|publish|unpublish|yank|deprecate|wipe|rebuild|reconfigure|reconcile|renew|regenerate'
const lookingWords =
  'get|list|ls|show|describe|status|info|logs?|tail|inspect|view|find|search|query|check|test|verify|ping|ps|top|history|whoami|version|health|diff|plan|explain|stats|dump|export|download|count|watch|events|cat|read|validate|doctor|audit|scan'
const changingWord = new RegExp(`(?:^|[\\s'"./:_-])(?:${changingWords})(?:[\\s'":=._-]|$)`, 'i')
/** `cf delete-service-key …`, `queue:restart`: the verb and its object in one word, as only commands have it. */
const subcommand = new RegExp(
  `^(?:create|list|get|show|describe|${changingWords})-[a-z][a-z-]+$|^[a-z][\\w-]*:(?:[\\w-]+:)*(?:${changingWords}|${lookingWords})$`,
)
/** `foo restart api`, `foo db restore latest`: within the first words after the tool. */
const plainSubcommand = new RegExp(`^(?:${changingWords}|${lookingWords})$`)
/** What is run from a folder of programs. */
const program = /^(?:\.{1,2}\/|(?:[\w.-]+\/)*(?:s?bin|scripts?|tools|hack)\/)[\w./-]+$/

/** What a terminal shows before a command: `$`, `ada@db-1:~$`. */
const prompt =
  /^(?:\[?[\w.-]{1,40}@[\w.:~/ -]{1,60}\]?[$#]|[\w.:~/-]{1,40}\$|[$>%]|PS [A-Z]:[^>]{0,80}>|[A-Z]:\\[^>]{0,80}>|[\w()[\]:.-]{2,30}(?:>|=#|=>)|>>>)\s+(?=[A-Za-z./\\])/

/** Bots and slash commands: `!ic page`, `/genie alert … for`. */
const chatCommand = /^[!/][a-z][\w-]*(?:\s+\S+|$)/i

export function commandsOf(unit: Unit, tokens: readonly Token[], lexicons: Lexicons): CommandUse[] {
  if (unit.kind === 'code') return languages.has(unit.language) ? commandsOfBlock(unit, lexicons) : []
  const spans = unit.codes.flatMap(({ start, end, value }) => {
    const changes = readCommand(value, lexicons, true)
    return changes === null ? [] : [{ value, start, end, changes }]
  })
  return [...spans, ...inProse(unit, tokens, lexicons)]
}

/** `Revoke-MgUserSignInSession` */
const cmdlet = /^[A-Z][a-z]+-[A-Z][A-Za-z]{3,}$/

/** Without marks: `run kubectl rollout undo …`, `Revoke-MgUserSignInSession`. A tool’s name alone is none: what it is told has to follow. */
function inProse({ text, codes }: Unit, tokens: readonly Token[], lexicons: Lexicons): CommandUse[] {
  const found: CommandUse[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined) break
    const { word, lower, start } = token
    const isCmdlet =
      word !== lower && word.includes('-') && cmdlet.test(word) && lexicons.toolPrefixes.has(`${word.split('-', 1)[0] ?? ''}-`)
    if (!isCmdlet && (word !== lower || !isTyped(text, tokens, at, lexicons))) continue
    if (codes.some((code) => code.start <= start && start < code.end)) continue
    const value = text.slice(start, start + 200).split(/\n|\s\|\s|[.;,](?:\s|$)/, 1)[0] ?? ''
    const changes = isCmdlet ? readCommand(word, lexicons, true) : readCommand(value, lexicons, true)
    if (changes !== null && found.every(({ end }) => end <= start)) found.push({ value, start, end: start + value.length, changes })
  }
  return found
}

function isTyped(text: string, tokens: readonly Token[], at: number, lexicons: Lexicons): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (token === undefined || next === undefined) return false
  if (lexicons.tools.has(token.word)) return isTold(text, token.word, next, lexicons)
  const isNamedSo = token.word.length > 4 && (token.word.endsWith('ctl') || token.word.endsWith('cli'))
  return isNamedSo && tokens.slice(at + 1, at + 3).some(({ word }) => plainSubcommand.test(word))
}

/** A subcommand or an option after a tool that is no English word; after one that is (`find`, `host`), only an option. */
function isTold(text: string, tool: string, next: Token, { tools, toolWords, verbs, ordinary }: Lexicons): boolean {
  if (
    /^\s--?$/.test(text.slice(next.start - 2, next.start)) ||
    /^ --?[a-z]/i.test(text.slice(text.lastIndexOf(tool, next.start) + tool.length, next.end))
  )
    return true
  if (tool.length <= 2 || toolWords.has(tool) || verbs.has(tool) || ordinary.has(tool) || text[next.start - 1] !== ' ') return false
  const told = tools.get(tool)
  return (
    next.word === next.lower &&
    (plainSubcommand.test(next.word) || subcommand.test(next.word) || (Array.isArray(told) && told.includes(next.word)))
  )
}

function commandsOfBlock(unit: Unit, lexicons: Lexicons): CommandUse[] {
  const found: CommandUse[] = []
  let at = 0
  for (const line of unit.text.split('\n')) {
    const words = withoutPrompt(line.trim(), lexicons)
    const start = at
    at += line.length + 1
    if (words === '' || words.startsWith('#') || words.startsWith('//') || words.startsWith('--')) continue
    const changes = readCommand(words, lexicons, false)
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

/** `#` is what root is shown before a command; before anything else it begins a comment. */
function withoutPrompt(line: string, { tools, toolWords }: Lexicons): string {
  const asRoot = /^#\s+(([\w.-]+)\s.*)$/.exec(line)
  if (asRoot === null) return line.replace(prompt, '')
  const [, words = '', first = ''] = asRoot
  return tools.has(first) && !toolWords.has(first) ? words : line
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

/** `FEATURE_EXPORTS=false`: something is switched, whoever reads it. */
const setting = /^(?:export\s+)?[A-Z][A-Za-z0-9_]{2,60}=["']?(?:true|false|on|off|[01]|enabled|disabled)["']?$/

/** Null: not a command. `isMarked`: written as one, and not a line among others in a block. Otherwise whether it changes something. */
function readCommand(value: string, { tools, toolPrefixes }: Lexicons, isMarked: boolean): boolean | null {
  const trimmed = value
    .trim()
    .replace(/^\$\s+/, '')
    .replace(/^(?:(?:sudo(?: -[uE]\w*(?: [\w-]+)?)?|watch|time|nohup|exec|env)\s+|[A-Z_][A-Z0-9_]*=\S*\s+)+(?=\S)/, '')
  if (chatCommand.test(trimmed) && !/^\/(?:\w+\/|etc|var|tmp|proc|usr|home|healthz?|api|metrics)\b/.test(trimmed) && trimmed.length < 200)
    // A bot that pages people changes nothing; one that runs something may.
    return /^\/(?:chatops|run|deploy|rollback)\b/.test(trimmed) && mutates(trimmed)
  const [first = '', ...rest] = trimmed.slice(0, 600).split(/\s+/)
  if (/^(?:PUT|POST|DELETE|PATCH)$/.test(first) && rest.length > 0) return true
  if (setting.test(trimmed)) return true
  const name = first.replace(/^.*\//, '')
  const use = toolPrefixes.get(`${name.split('-', 1)[0] ?? ''}-`)
  if (use !== undefined && name.includes('-') && /^[A-Z]/.test(name))
    return use === 'changing' || /\|\s*(?:Remove|Set|Disable|Revoke|Stop|Restart|New|Update)-/.test(trimmed)
  const changing = tools.get(name)
  if (changing === undefined) return readUnknown(first, rest, trimmed, isMarked)
  if (rest.length === 0 && trimmed.length < 12) return null
  if (runners.test(name)) return mutates(rest.join(' '))
  if (changing === 'looking') return /\b(?:xargs|sudo|exec|ssh)\b/.test(trimmed) && mutates(trimmed)
  if (changing.length === 0) return true
  return rest.some((word) =>
    changing.some((change) =>
      change.endsWith('-') && change.length > 2 ? word.startsWith(change) : word.toLowerCase() === change.toLowerCase(),
    ),
  )
}

/** A script, a program in a folder of programs, or words in the shape of a command: a lower-case name, and after it a subcommand or an option. */
function readUnknown(first: string, rest: readonly string[], whole: string, isMarked: boolean): boolean | null {
  if (/^\.?\/[\w./-]+\.(?:sh|py|rb|js|ts|ps1|pl)\b/.test(first) || /^[\w./\\-]+\.(?:sh|ps1|bat|cmd)$/.test(first)) return true
  const [next = ''] = rest
  if (next !== '' && program.test(first)) return mutates(whole)
  if (!/^[a-z][a-z0-9_.-]{1,30}$/.test(first) || notTools.test(first)) return null
  const isTold =
    subcommand.test(next) ||
    rest.some((word) => /^--?[a-z]/i.test(word)) ||
    (isShort(whole) && rest.slice(0, 2).some((word) => plainSubcommand.test(word)))
  const isLine = isMarked ? isTold : isTold && !/[.:,;?!]$/.test(whole)
  return isLine ? mutates(whole) : null
}

/** A sentence of a message is longer than a command without options, and has a stop. */
function isShort(whole: string): boolean {
  return whole.length <= 80 && !/[.?!,;:](?:\s|$)/.test(whole) && whole.split(/\s+/).length <= 7
}

/** They run what is named behind them, and change what that changes. */
const runners = /^(?:php|python3?|ruby|node|deno|bun|npm|pnpm|yarn|npx|bundle|rails|rake|dotnet|poetry|uv|go|cargo|composer)$/

const notTools =
  /^(?:a|an|the|is|are|be|not|no|to|on|off|or|and|can|will|must|should|has|have|was|we|i|you|it|if|in|of|for|by|all|any|with|when|then|do|does|please|this|that|step|run|use|new|old|error|failed|cannot|unable)$/

// What in a unit can be used at once, and what it asks for: verbs, commands, paths to click, names, channels, numbers, and places left open.
import type { Category, Lexicons, Vague } from '../lexicon.ts'
import type { Found } from '../phraseSet.ts'
import { type CommandUse, commandsOf } from './readCommands.ts'
import { productCells, type TextWords, unlistedProducts } from './readNames.ts'
import { type Verb, verbsOf } from './readVerbs.ts'
import { spelledThings } from './spelledThings.ts'
import type { Token } from './tokens.ts'
import type { Span, Unit } from './unit.ts'

export type Signals = {
  tokens: readonly Token[]
  /** Verbs that ask for something, in the order they are met. */
  verbs: Verb[]
  products: Found<string>[]
  categories: Found<Category>[]
  people: Found<'inside' | 'outside'>[]
  vague: Found<Vague>[]
  commands: CommandUse[]
  /** Code spans that are no command: names of metrics, files, labels, settings. */
  objects: Span[]
  paths: Span[]
  clicks: Span[]
  channels: Span[]
  mailboxes: Span[]
  phones: Span[]
  mentions: Span[]
  /** Links to something that is live: a schedule, a console, a dashboard, a queue. */
  live: Span[]
  durations: Span[]
  amounts: Span[]
  dates: Span[]
  placeholders: Span[]
}

const path = /(?:[A-Z“"'`*][\w.&/“”"'`* ()-]{0,40}?)(?:\s*(?:-{1,2}>|=>|→|›|»|⇒|➔|➜)\s*|\s+>\s+)(?:[A-Z“"'`*][\w.&/“”"'`* ()-]{0,40})/g
const click =
  /\b(?:[Cc]lick|[Pp]ress|[Hh]it|[Ss]elect|[Cc]hoose|[Tt]ap|[Tt]ick|[Uu]n(?:tick|check)|[Cc]heck|[Tt]oggle|[Ee]nable|[Ee]xpand|[Oo]pen|[Nn]avigate to|[Bb]rowse to|[Hh]ead to|[Ss]witch to|[Ll]og ?in ?to|[Gg]o to|[Ss]ign in to)\s+(?:(?:on|the|in|into|to|your|our)\s+){0,3}(?:(?:[a-z]+\s){0,3}["“'`][^"”'`\n]{2,60}["”'`]|[A-Z][\w-]+(?:\s[A-Z][\w-]+)*)/g
/** “the Revoke button”, “under the Sessions tab”, “Ctrl+Shift+Esc”. */
const control =
  /\b(?:in|on|under|the|click|press|use|open|from|via|select|hit)\s+["“'‘]?[A-Z][\w&-]*(?:\s[A-Za-z][\w&-]*){0,3}["”'’]?\s+(?:button|tab|menu|toggle|checkbox|check box|drop-?down|icon|pane|blade|dialog|switch|slider|sidebar)\b|\b(?:[Tt]urn o(?:n|ff)|[Ss]witch o(?:n|ff))\s+["“][^"”\n]{2,40}["”]|\b(?:Ctrl|Cmd|Command|Alt|Win)\s?\+\s?\w+(?:\s?\+\s?\w+)?/g
/** No control without one of these. */
const mayControl = /button|\btab\b|menu|toggle|check ?box|drop-?down|icon|pane\b|blade|dialog|switch|slider|sidebar|\+|urn o/i
/** “Detect → Contain → Recover” is a picture of a process, not a way through a console. */
const phases =
  /\b(?:detect\w*|respon\w+|recover\w*|identif\w+|observe|orient|triage|contain\w*|investigat\w*|analy\w+|eradicat\w*|assess\w*|prepar\w+|escalat\w*|mitigat\w*|resol\w+|review|declare\w*)\b/i
const notPages =
  /\s(?:the\s)?(?:Section|Phase|Step|Part|Appendix|Chapter|Table|Incident|Security|Level|SEV|Severity|Privacy|Response|Legal|Senior|Executive|Team)\b/
/** Neither a colour nor the name of none. */
const channel = /(?<![\w/&#])#(?!(?:[0-9a-f]{3}|[0-9a-f]{6}|none)(?![\w-]))[a-z][a-z0-9_-]{2,79}(?![\w#]|-TODO)/gi
const mailbox =
  /\b[\w.+-]{1,64}@(?!(?:your|my)?(?:domain|company|org|organization|yourdomain|yourcompany|example)\.(?:com|org|net)\b)[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}\b/gi
const phone = /(?<![\w-])(?:\+\d[\d ().-]{6,18}\d|1-?8\d\d[- ][\dA-Z]{3}[- ]?[\dA-Z]{4}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?![\w-])/g
/** What begins so in code and in templates is nobody. */
const mention = /(?<![\w.])@(?!(?:class|message|timestamp|source|param|name|username|user|suppress)\b)[a-z][\w.-]{2,40}\b/gi
const duration =
  /(?:\b(?:\d{1,4}(?:[.,]\d)?|one|two|three|four|five|six|seven|eight|ten|twelve|fourteen|fifteen|twenty|thirty|forty-five|sixty|seventy-two|ninety)\s?(?:-|–|to)?\s?\d{0,4}\s?\)?(?:\+\s?)?(?:-\s?)?(?:minutes?|mins?|hours?|hrs?|h|(?:business|calendar|working|work)[ -](?:days?|hours?)|days?|weeks?|months?|years?)\b|\b(?:half an hour|an hour|(?:next|same|one|a) (?:business|working) day|(?:end|close) of (?:the )?(?:business )?day|close of business|\beod\b|\bcob\b|hourly|daily|every (?:hour|half hour|day|week|month|shift|other day)|once (?:an?|every|per|each) (?:hour|day|shift)|(?:twice|\d x|\dx) (?:a |per )?(?:hour|day|daily|week)|T\s?\+\s?\d{1,3}(?:\s?(?:m|min|h))?\b)|(?<=(?:within|after|every|for|in|<|≤|under|by|than)\s?)\d{1,3}\s?[md]\b)/gi
/** No duration without one of these. */
const mayLast = /[0-9]|hour|day|dail|week|month|year|minute|shift|\beod\b|\bcob\b|close of/i
const amount =
  /(?:[<>≥≤~]\s?)?\b\d[\d,.]*\s?(?:%|percent\b|users\b|customers\b|records\b|individuals\b|accounts\b|systems\b|hosts\b|nodes\b|requests\b|GB\b|MB\b|TB\b|ms\b|sites?\b)|\b(?:all|most|half of(?: the)?|multiple|single|one)\s(?:users|customers|nodes|regions|services?|systems?)\b|\b1 in \d+\b/gi
const date =
  /\b(?:20\d\d-[01]?\d-[0-3]?\d|[0-3]?\d[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[ -,]{1,2}20\d\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? (?:[0-3]?\d(?:st|nd|rd|th)?,? )?20\d\d|[01]?\d\/[0-3]?\d\/20\d\d|20\d\d\/[01]\d\/[0-3]\d)\b/g
const placeholder =
  /\[replace:[^\]\n]{0,200}\]|\[(?![ xX]\]|!)(?=[^\]\n]*[A-Za-z])[^\]\n[]{2,70}\](?![(:[])|<(?:insert|enter|your|add|specify|fill)\b[^>\n]{0,60}>|<[A-Z][A-Za-z]+(?: [A-Za-z]+){1,5}>|\{\{\s*[A-Z][A-Z0-9_ ]{2,}\s*\}\}|\{[^{}\n]{2,60}\?\}|(?<!\w)[xX]{5,}(?!\w)|\b(?:TODO|TBD|FIXME|XXXX*)\b|_{4,}|\bplaceholder\b|\bto be (?:determined|defined|completed|added)\b/g
const bareAddress = /(?<![\w/.@:-])(?:[a-z0-9-]{1,40}\.){1,3}(?:com|org|net|io|dev|app|cloud|gov|uk)\/[\w/.#?=&-]{2,100}/g
const openWords =
  /replace:|\b(?:names?|phone|e-?mail|contacts?|dates?|times?|insert|your|company|organi[sz]ation|links?|urls?|teams?|roles?|titles?|numbers?|address|officer|manager|person|list|describe|description|tbd|to be|specify|document|add|fill|placeholder|location|version|id|department|vendor|tool|system)\b/i
const script = /(?<![\w:/.-])(?:[\w.-]{1,60}\/){1,8}[\w.-]{1,60}\.(?:sh|py|sql)\b/g
const liveHost =
  /(?<!(?:response|support|developer|www)\.)pagerduty\.com|opsgenie\.com|victorops|console\.(?:aws|cloud)|console\.aws|grafana|kibana|logit\.io|slack\.com\/(?:archives|app|channels|messages)|service-now|hackerone\.com|sentry\.io|datadoghq|statuspage|status\.|\/settings|\/schedules?|\/admin|dashboard|\/issues\/|\/actions|\/workflows|zoom\.us|meet\.google|portal\.|myaccess|admin\.|jira|atlassian\.net\/(?:browse|jira)|thanos|prometheus|alertmanager|argocd|concourse|jenkins/i

/** What everybody may read is no place to act in. */
const reference =
  /wikipedia|nist\.gov|sans\.org|owasp|mitre\.org|cisa\.gov|us-cert|iso\.org|ietf\.org|rfc-editor|w3\.org|ico\.org|gdpr|europa\.eu|\.gov\b|youtube|medium\.com|blog|\bdocs?\b|\bhelp\b|support|learn|guides?|tutorial|microsoft\.com|aws\.amazon\.com|amazon\.com|google\.com|github\.com\/[^/]+\/?(?:[^/]+\/?)?(?:$|#|\?|blob|tree|wiki)|\/blob\/|\/wiki\/|creativecommons|licen[cs]e|example\.|\.pdf\b|nomoreransom|atlassian\.com|sre\.google|kubernetes\.io|prometheus\.io|hashicorp|cloudflare\.com|stackoverflow|twitter\.com|linkedin|law\.|legislation|hipaa|\.md\b|apache\.org|mozilla\.org|readthedocs|gitbook|handbook|template/i

function isLive(url: string): boolean {
  return liveHost.test(url) || (/^https?:\/\//i.test(url) && !reference.test(url))
}

export function readSignals(unit: Unit, tokens: readonly Token[], words: TextWords, lexicons: Lexicons): Signals {
  const { text } = unit
  const isCode = unit.kind === 'code'
  const commands = commandsOf(unit, tokens, lexicons)
  return {
    tokens,
    verbs: isCode ? [] : verbsOf(text, tokens, lexicons),
    products: productsOf(unit, tokens, words, lexicons),
    categories: isCode ? [] : lexicons.categories.find(tokens),
    people: lexicons.people.find(tokens),
    vague: isCode ? [] : lexicons.vague.find(tokens),
    commands,
    objects: isCode
      ? []
      : [
          ...unit.codes.filter(
            ({ start, value }) => isName(value) && !/TODO|TBD|FIXME/.test(value) && !commands.some((command) => command.start === start),
          ),
          ...scriptsIn(unit),
          ...spelledThings(unit, tokens),
        ],
    paths: isCode || !/->|=>|→|›|»|⇒|➔|➜|\s>\s/.test(text) ? [] : all(text, path).filter(({ value }) => isClicked(value)),
    clicks: isCode
      ? []
      : [...all(text, click).filter(({ value }) => !notPages.test(value)), ...(mayControl.test(text) ? all(text, control) : [])],
    channels: text.includes('#') ? all(text, channel) : [],
    mailboxes: text.includes('@') ? [...all(text, mailbox), ...mailLinks(unit)] : mailLinks(unit),
    phones: /\d{3}/.test(text) ? all(text, phone) : [],
    mentions: text.includes('@') ? all(text, mention) : [],
    live: [
      ...unit.links.filter(({ url }) => isLive(url)).map(({ start, end, url }) => ({ start, end, value: url })),
      ...(text.includes('://') ? all(text, /https?:\/\/[^\s)>\]"'`]{4,300}/g).filter(({ value }) => isLive(value)) : []),
      ...(/[a-z]\.[a-z]+\/\w/.test(text) ? all(text, bareAddress).filter(({ value }) => isLive(`https://${value}`)) : []),
    ],
    durations: mayLast.test(text) ? all(text, duration) : [],
    amounts: /\d|all|most|half|multiple|single|one/i.test(text) ? all(text, amount) : [],
    dates: text.includes('20') ? all(text, date) : [],
    placeholders: placeholdersOf(unit),
  }
}

/** Those of the lists, and what is written as a name. A place left open names nothing. */
function productsOf(unit: Unit, tokens: readonly Token[], words: TextWords, lexicons: Lexicons): Found<string>[] {
  const listed = lexicons.products.find(tokens)
  if (unit.kind === 'code') return listed
  const isFree = ({ start, end }: { start: number; end: number }) =>
    ![...listed, ...unit.codes].some((known) => known.start < end && start < known.end) &&
    !/[[{<][^\]}>\n]*$/.test(unit.text.slice(0, start))
  const unlisted = unlistedProducts(unit, tokens, words, lexicons).filter(isFree)
  const cells = productCells(unit, words, lexicons).filter(isFree)
  return [...listed, ...unlisted, ...cells.map(({ start, end }) => ({ value: 'unlisted', start, end, from: 0, to: 0 }))]
}

/** “Run db/restore.sh” without marks names what is run as well. */
function scriptsIn({ text, codes }: Unit): Span[] {
  if (!/\w\/[\w.-]+\.(?:sh|py|sql)\b/.test(text)) return []
  return all(text, script).filter(({ start, end }) => !codes.some((code) => code.start < end && start < code.end))
}

const arrow = /\s*(?:-{1,2}>|=>|→|›|»|⇒|➔|➜)\s*|\s+>\s+/
/** Behind an arrow: what is a reason, a question or the next thing to do, not a name on a screen. */
const explains =
  /^\W*(?:any|if|at|is|use|ensure|do|not|no|immediately|how|what|who|why|see|the|check|report|tell|notify|watch|post|assume|document|communicate|stay|share|correct|scan|prevent|contact|determines?|compare|requires?|this|that)\b|^(?:\S+\s+){1,4}(?:the|your|their|if|is|are|was|with|to|as|that|they|not|for|from|any|all|before|when)\b/i
const roles =
  /\b(?:teams?|leads?|managers?|ciso|cto|ceo|on-?call|engineering|leadership|officers?|legal|billing|commanders?|directors?|executives?)\b/i

/** “Settings → Applications” is clicked; “Support → Engineering” is called, and “Rotate the keys → any that leaked” is explained. */
function isClicked(value: string): boolean {
  if (phases.test(value)) return false
  return value
    .split(arrow)
    .slice(1)
    .every((part) => !explains.test(part.trim()) && !roles.test(part))
}

/** Also of headings: “Notify (within 15 minutes)”. */
export function durationsIn(text: string): Span[] {
  return all(text, duration)
}

/** Without an iterator and a copy of the pattern for each line, as `matchAll` makes them. No pattern here matches nothing. */
function all(text: string, pattern: RegExp): Span[] {
  const found: Span[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text))
    found.push({ value: match[0], start: match.index, end: match.index + match[0].length })
  return found
}

function mailLinks(unit: Unit): Span[] {
  return unit.links.filter(({ url }) => /^mailto:[^@]+@/i.test(url)).map(({ start, end, url }) => ({ start, end, value: url.slice(7) }))
}

/** A name of a thing. That of a level is none: whoever reads `SEV1` has nothing to open. */
function isName(value: string): boolean {
  if (/^(?:sev(?:erity)?[-\s]?|p|s|level[-\s]?)[0-5]$/i.test(value)) return false
  if (states.test(value) || slots.test(value)) return false
  return /^[^\s]{2,160}$/.test(value) || /[=:_/.]/.test(value)
}

/** A date to be put in, one of several words, or a place left open by itself. */
const slots = /^(?:[YMDHSZ:#-]+|<[^<>]*>|[A-Za-z]+(?: ?\| ?[A-Za-z]+)+)$/

/** What something is said to be, or how much of it: nothing to open either. */
const states =
  /^(?:[<>=≤≥~+-]{0,2}\s?\d[\d.,]*\s?(?:%|ms|[smhdkgx]|[kmgt]i?b|rps|qps)?|[45]xx|true|false|null|none|nil|yes|no|ok|on|off|n\/a|high|medium|low|critical|warning|error|info|debug|open|closed|resolved|investigating|identified|monitoring|acknowledged|triggered|firing|pending|healthy|unhealthy|degraded|up|down|enabled|disabled|active|inactive|pass|fail|passed|failed|success|running|stopped|ready|["'“].*["'”])$/i

function placeholdersOf(unit: Unit): Span[] {
  // Under a heading that says “TODO” nothing is done yet.
  if (/^\W*(?:todo|tbd)\W*$/i.test(unit.section.title)) return [{ value: unit.section.title, start: 0, end: Math.min(unit.text.length, 4) }]
  if (!/[[<{_]|TODO|TBD|FIXME|XXX|xxxxx|placeholder|to be /.test(unit.text)) return unit.links.filter(({ url }) => /TODO/.test(url))
  const inCode = (at: number) => unit.codes.some(({ start, end, value }) => at >= start && at < end && !/TODO|TBD|FIXME/.test(value))
  const found = all(unit.text, placeholder).filter(
    ({ start, value }) => !inCode(start) && !(unit.kind === 'code' && /^[[<]/.test(value)) && isOpen(value),
  )
  return [...found, ...unit.links.filter(({ url }) => /TODO/.test(url))]
}

/** In brackets: in capitals, or saying what belongs there. “[staging]” is a word in brackets. */
function isOpen(value: string): boolean {
  if (!value.startsWith('[')) return true
  if (/^\[_?(?:TOC|README|CAUTION|NOTE|WARNING|TIP|IMPORTANT|INFO|OWNERS)_?\]$/.test(value)) return false
  return /^\[[^a-z]*[A-Z][^a-z]*\]$/.test(value) || openWords.test(value)
}

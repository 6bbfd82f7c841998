// Which things are named by a spelling that only things have: files, addresses, ports, calls, identifiers?
import type { Token } from './tokens.ts'
import type { Span, Unit } from './unit.ts'

const snake = /^_?[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/
const kebab = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/
const numberedHost =
  /^(?!(?:sev(?:erity)?|prio|phase|tier|step|level|covid|sha|aes|type|art|top|tls|ipv|day|week|part|section|rfc|soc|iso|nist|stage|priority|page|item|t|p|s|l)-?\d)[a-z]{2,}(?:-[a-z0-9]+)*-?\d{1,4}[a-z]?$/
const internalHost = /^(?:[\w-]+\.)+(?:internal|local|lan|corp|svc|intra|localdomain|cluster|consul|onion|eth)$/
/** The name of a place to look at, in whoever’s domain. */
const publicHost =
  /^(?:[\w-]+\.)?(?:status|grafana|kibana|prometheus|alertmanager|thanos|jaeger|jenkins|ci|argocd|argo|airflow|rancher|harbor|registry|vault|sentry|admin|console|portal|dashboards?|monitoring|metrics|logs?|alerts?|wiki|intranet|ops|git|gitlab|jira|pagerduty|oncall|runbooks?|idp|sso|auth|vpn|bastion|jump|mail|smtp|db|staging|prod)\.[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}$/
/** `payments-oncall`: whom a pager knows. */
const rotationName = /^[a-z][\w-]+-(?:oncall|on-call|primary|secondary)$/
/** Adjectives with a hyphen. */
const adjective =
  /(?:facing|available|level|wide|based|critical|party|call|ready|side|time|term|ing|ed|able|specific|related|only|house|grade|quality|scale|risk|priority|impact|site)$/

/** English words that are written with a hyphen: “the out-of-band channel” is none that could be joined. */
const hyphenated =
  /^(?:out-of|post|pre|re|off|self|cross|non|multi|well|third|follow|read|write|long|short|high|low|real|open|closed|full|half|single|two|one|per|up|end|day|step|must|know|need|in|on|at|by|all|ad|de|co|mid|sub|anti|inter|over|under)-/

const shapes: readonly (readonly [has: RegExp, shape: RegExp])[] = [
  // Files and folders.
  [
    /\//,
    /(?<![\w:/.<&@])(?:~|\.{1,2})?\/(?:etc|var|opt|usr|home|srv|tmp|proc|sys|root|mnt|data|app|apps|logs?|dev|run|boot|Library|Users|api|admin|v\d)\/[\w.$*{}<>/-]+/g,
  ],
  [
    /\.\w/,
    /(?<![\w/.@])[\w-]{2,60}(?:\.[\w-]{1,40})*\.(?:ya?ml|json|conf|cfg|ini|toml|env|sh|py|rb|sql|log|tf|tfvars|hcl|xml|properties|service|timer|ps1|bat|exe|dll|pem|key|crt|p12|jks|pcap|evtx|csv|tgz|gz|dmp|plist|lock)\b(?!\.\w)/g,
  ],
  [/\\/, /\b(?:[A-Z]:\\|HK(?:LM|CU|CR|EY_\w+)\\)[\w\\.$%-]+/g],
  [/:\/\//, /\b(?:s3|gs|abfss?|wasbs|azblob|ssh|sftp|postgres(?:ql)?|mysql|redis|mongodb|amqp):\/\/[^\s)>\]"'`|]{3,200}/g],
  [/arn:/, /\barn:aws[\w-]*:[\w:/*.-]+/g],
  // Addresses and ports.
  [/\d\.\d/, /(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:\/\d{1,2})?(?![\w.])/g],
  [/\b[Pp]orts?\b/, /\b[Pp]orts? \d{2,5}\b/g],
  [/\bEvent/, /\bEvent IDs? \d{3,5}\b/g],
  // What is sent to an interface, called or asked of a database.
  [/\b(?:GET|POST|PUT|DELETE|PATCH)\b/, /\b(?:GET|POST|PUT|DELETE|PATCH) (?:https?:\/)?\/[\w/{}:.<>$-]+/g],
  [/\(/, /(?<![\w.])(?:[a-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+\([^)\n]{0,80}\)|[a-z_]\w*\(\)|[a-z]+[A-Z]\w*\([^)\n]{0,80}\))/g],
  [
    /\b(?:SELECT|UPDATE|DELETE|INSERT|ALTER|DROP|TRUNCATE|REVOKE|GRANT)\b/,
    /\b(?:SELECT [\w*,. "()]{1,120} FROM|UPDATE [\w."]{1,60} SET|DELETE FROM|INSERT INTO|(?:ALTER|DROP|TRUNCATE) (?:TABLE|USER|ROLE|DATABASE|INDEX|SYSTEM)|REVOKE [\w, ]{1,60} (?:ON|FROM)|GRANT [\w, ]{1,60} (?:ON|TO)) [\w."*]{1,60}/g,
  ],
]

/** Things by their spelling: files, addresses, ports, calls, identifiers. Where code spans stand they are known already. */
export function spelledThings({ text, codes, kind }: Unit, tokens: readonly Token[]): Span[] {
  if (kind === 'code') return []
  const found: Span[] = []
  for (const [has, shape] of /[/\\(]|\.\w|:\/|\d\d|[A-Z]{3}/.test(text) ? shapes : []) {
    if (!has.test(text)) continue
    for (const match of text.matchAll(shape)) found.push({ value: match[0], start: match.index, end: match.index + match[0].length })
  }
  for (const [at, token] of /\w[_.-]\w|[a-z]\d/.test(text) ? tokens.entries() : []) {
    const { word, start, end } = token
    if (/[_.\d-]/.test(word) && isIdentifier(word, tokens, at)) found.push({ value: word, start, end })
  }
  return found.filter(({ start, end }) => !codes.some((code) => code.start < end && start < code.end))
}

/** “the payments-api service”, “the ConfigMap cluster-monitoring-config” */
const kindOfThing =
  /^(?:service|pod|pods|deployment|statefulset|daemonset|namespace|queue|topic|bucket|table|database|cluster|job|cronjob|container|worker|repo|repository|dashboard|schedule|instance|host|node|branch|channel|lambda|function|secret|configmap)$/

function isIdentifier(word: string, tokens: readonly Token[], at: number): boolean {
  if (snake.test(word) || internalHost.test(word) || publicHost.test(word)) return true
  if (kebab.test(word)) {
    if (numberedHost.test(word) || rotationName.test(word)) return true
    const beside = [tokens[at - 1]?.lower ?? '', tokens[at + 1]?.lower ?? '']
    return !adjective.test(word) && !hyphenated.test(word) && beside.some((lower) => kindOfThing.test(lower)) && word.length >= 6
  }
  return false
}

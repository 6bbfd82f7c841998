// Is this code something to type? Blocks in a shell or SQL are; a span in a sentence is where it looks like a command and not like a name.
import type { Code, InlineCode } from 'mdast'
import { positionOf } from '../document/plainText.ts'
import { parameterNames } from './parameters.ts'
import type { Command, CommandLanguage } from './runbook.ts'

const languages: Readonly<Record<string, CommandLanguage>> = {
  ...Object.fromEntries(['', 'sh', 'bash', 'zsh', 'shell', 'console', 'shell-session', 'terminal'].map((name) => [name, 'shell'])),
  ...Object.fromEntries(['sql', 'psql', 'postgres', 'postgresql', 'mysql'].map((name) => [name, 'sql'])),
  ...Object.fromEntries(
    ['powershell', 'ps1', 'pwsh', 'kql', 'kusto', 'promql', 'logql', 'python', 'py', 'ruby'].map((name) => [name, 'other']),
  ),
}

/** The first words that commands of incidents begin with. */
const tools = new Set(
  (
    'aws az gcloud gsutil kubectl oc helm eksctl docker podman crictl psql pg_dump mysql redis-cli mongosh git gh glab curl wget jq ' +
    'ssh scp rsync systemctl journalctl iptables nft ip ss netstat lsof ps kill pkill find grep tar cp mv rm chmod chown cat less tail ' +
    'sha256sum openssl dig nslookup whois terraform ansible vault okta gam npm pip trivy syft grype nmap tcpdump ausearch last crontab ' +
    'sudo base64 date export for mkdir dpkg apt yum dnf cast velero wrangler flyctl heroku vercel nc ping traceroute patch make go node python3'
  ).split(' '),
)

export function readBlock(node: Code): Command | undefined {
  const language = languages[(node.lang ?? '').toLowerCase()]
  const text = withoutPrompts(node.value)
  if (language === undefined || text.trim() === '') return undefined
  return command(text, language, false, node)
}

export function readSpan(node: InlineCode): Command | undefined {
  const text = withoutPrompts(node.value).trim()
  if (powershell.test(text)) return command(text, 'other', true, node)
  return looksTyped(text) ? command(text, 'shell', true, node) : undefined
}

/** `Get-Mailbox <email>`, `(Get-MgUser -UserId <email>).AccountEnabled`: a verb with a capital, a dash, a noun, and something behind it. */
const powershell = /^\(?[A-Z][a-z]{2,15}-[A-Z][A-Za-z0-9]{2,80}\s+\S/

function looksTyped(text: string): boolean {
  const [first = '', ...rest] = text.slice(0, 400).split(/\s+/)
  if (rest.length === 0) return false
  if (tools.has(first)) return true
  return /^[a-z][a-z0-9_.-]*$/.test(first) && rest.some((word) => /^--?[a-z]/.test(word))
}

/** `$ kubectl …` as in a transcript: the prompt is not typed. Only where a space follows, so that `$KEY` stays. */
function withoutPrompts(text: string): string {
  return text.replace(/^([ \t]*)[$%][ \t]+(?=\S)/gm, '$1')
}

function command(text: string, language: CommandLanguage, inline: boolean, node: Code | InlineCode): Command {
  return { text, language, inline, position: positionOf(node), parameters: parameterNames(text, language) }
}

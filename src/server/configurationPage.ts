// Prints docs/configuration.md from the settings themselves.
import { settings } from './config.ts'
import type { Setting } from './settingShape.ts'

function presetOf({ preset, presetSaid }: Setting<unknown>): string {
  if (presetSaid !== undefined) return presetSaid
  return preset === null ? 'not set' : `\`${preset}\``
}

function section(setting: Setting<unknown>): string {
  const lines = [`### ${setting.name}`, '', setting.means, '', `- Must be ${setting.expects}.`, `- Default: ${presetOf(setting)}.`]
  if (setting.secret) lines.push('- A secret: its value is never printed or logged.')
  return lines.join('\n')
}

export function configurationPage(): string {
  const sections = (Object.values(settings) as Setting<unknown>[]).map(section)
  return `<!-- Printed from src/server/config.ts by scripts/printConfiguration.ts: do not edit. -->
# Configuration

Settings are environment variables, read once at the start. A wrong value, or a name that begins with \`TICKMARK_\` and is not in this list,
stops the start: every problem is named in one message. An empty value counts as not set. Sizes are written \`512KiB\` or \`2MiB\`,
times \`30s\`, \`15m\`, \`12h\` or \`30d\`.

## Keep these apart from the database's backups

Two files are made on first start in \`keys/\` of the data directory: \`secret.key\` opens the signing secrets of sources that are kept
sealed in the database, \`signing.seed\` is what the ledgers are signed with. Whoever restores a backup needs both; whoever finds a backup
should find neither.

## Behind a reverse proxy

Set TICKMARK_PUBLIC_URL to the address people use and TICKMARK_TRUST_PROXY to the proxy's address. The proxy must not buffer
\`/api/v1/events\` (it is a stream; Tickmark asks nginx not to) and must pass bodies on as they come.

## Settings

${sections.join('\n\n')}
`
}

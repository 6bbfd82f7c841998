// What this program is called in what it writes: its name and version.
import { readFileSync } from 'node:fs'

export function softwareName(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  return `Tickmark ${version}`
}

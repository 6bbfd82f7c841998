// The secret address a source reports to, and the steps that say where to put it.
import type { SetupStep } from '../../integrations/defineIntegration.ts'
import type { Config } from '../config.ts'

export type HookAddress = { hookUrl: string; heartbeatUrl: string }

/** The key is in the path because most tools can only be given a URL: nothing else of ours is reachable with it. */
export function hookAddress(config: Pick<Config, 'publicUrl'>, integration: string, key: string): HookAddress {
  return { hookUrl: `${config.publicUrl}/hooks/${integration}/${key}`, heartbeatUrl: `${config.publicUrl}/hooks/heartbeat/${key}` }
}

export function filledIn(steps: readonly SetupStep[], address: HookAddress): SetupStep[] {
  const fill = (text: string) => text.replaceAll('{{hook_url}}', address.hookUrl).replaceAll('{{heartbeat_url}}', address.heartbeatUrl)
  return steps.map(({ title, text, code }) => ({
    title,
    text: fill(text),
    ...(code ? { code: { language: code.language, text: fill(code.text) } } : {}),
  }))
}

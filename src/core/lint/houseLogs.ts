// The retention catalogue as rules need it: under which words a log is spoken of, and how long it can live at most.
import type { RetentionEntry } from '../evidence/retention.ts'
import { day } from '../kernel/instant.ts'
import type { HouseLog } from './house.ts'

type Retained = Pick<RetentionEntry, 'id' | 'product' | 'log' | 'kept' | 'plans'>

export function houseLogs(entries: readonly Retained[]): HouseLog[] {
  return entries.map(({ id, product, log, kept, plans }) => {
    const name = log.replace(/\s*\([^)]*\)/g, '').split(/[;,]/)[0] ?? log
    const windows = [kept.how === 'time' ? kept.window : kept.how === 'volume' ? kept.atMost : null, ...plans.map(({ window }) => window)]
    const isBounded = kept.how === 'time' || (kept.how === 'volume' && kept.atMost !== null)
    return {
      id,
      name: log.startsWith(product) ? log : `${product} ${name}`,
      phrase: name.toLowerCase().replace(/s$/, ''),
      // “CloudTrail” is nobody else's; an “audit log” is.
      product: /[a-z][A-Z]|[A-Z]{2}|\d/.test(name) ? null : productWord(product),
      days: isBounded ? Math.max(...windows.map((window) => window ?? 0)) / day : null,
    }
  })
}

function productWord(product: string): string {
  const words = product.replace(/^Microsoft /, '').split(/[\s/]+/)
  return (words[0] === 'Google' ? words.slice(0, 2).join(' ') : (words[0] ?? product)).toLowerCase()
}

// “within 72 hours of becoming aware”: what does a time count from?

const says: readonly (readonly [string, RegExp])[] = [
  ['awareness', /^(?:becoming |being |having become )?aware|^awareness|^learning of it|^when we (?:are|become) aware/],
  ['detection', /^detect\w*|^(?:its |the |first )?discover\w*|^first (?:alert|notice)/],
  ['confirmation', /^confirm\w*/],
  ['determination', /^determin\w*/],
  ['declaration', /^declar\w*/],
  ['closing', /^clos\w*|^recovery|^resolution/],
]
/** Says no more than that it happened. */
const unsaid = /^(?:(?:an?|the|any|this|such) )?(?:\w+ )?(?:incident|breach|event|alert|page|it)\b/

/** Null: it does not say. `another`: of something that no policy knows, so the time is another one. */
export function clockAfter(rest: string): string | null {
  const words = rest.replace(/\s+/g, ' ').toLowerCase()
  const found = /^\s*(?:\([^)]{0,40}\)\s*)?(?:of|after|from|since|following)\s+(?:the |our |having |its )?/.exec(words)
  if (found === null) return null
  const noun = words.slice(found[0].length)
  const clock = says.find(([, pattern]) => pattern.test(noun))?.[0]
  return clock ?? (unsaid.test(noun) ? null : 'another')
}

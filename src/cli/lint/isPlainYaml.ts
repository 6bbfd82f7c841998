// Is there anything in a front matter that could be wrong? Most are a few plain lines, and loading the reader of YAML takes as long as linting two documents.

const frontMatter = /^---\r?\n([\s\S]{0,4000}?)\r?\n---(?:\r?\n|$)/
/** No control sign, no end of a line in other systems. */
const signs = String.raw`\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff`
/** A sign that begins nothing, and then anything but what ends a value: a colon before a blank, a comment. */
const sentence = String.raw`[A-Za-z0-9/_(.](?:[^${signs}:#]|:(?=[\w/])|(?<=\w)#)*`
const words = String.raw`(?:${sentence}|"[^"\\${signs}]*"|'[^'${signs}]*')`
const inBrackets = String.raw`\[ ?[A-Za-z][\w./-]*(?:, ?[A-Za-z][\w./-]*)* ?\]`
/** `name: value`, or a name alone: of nothing, or of the list under it. */
const named = new RegExp(`^([A-Za-z_][\\w.\\-]{0,80}):(?: (?:${words}|${inBrackets}))? *$`, 'u')
const comment = new RegExp(`^#[^${signs}]*$`, 'u')
const listed = new RegExp(`^( {0,4})- ${words} *$`, 'u')

/**
 * Only where each line is a name that stands once, with a word, a sentence, a quoted text or a list of these: for that any YAML
 * reader has the same answer, and nothing to complain of. False says nothing: it may be right all the same.
 */
export function isPlainYaml(document: string): boolean {
  const text = frontMatter.exec(document)?.[1]
  if (text === undefined) return false
  const names = new Set<string>()
  /** How far in the items of the list stand that may go on here; null where none may. */
  let indent: string | 'any' | null = null
  for (const line of text.split(/\r?\n/)) {
    if (comment.test(line)) continue
    const item = listed.exec(line)
    if (item !== null) {
      if (indent !== 'any' && indent !== item[1]) return false
      indent = item[1] ?? null
      continue
    }
    const name = named.exec(line)?.[1]
    if (name === undefined || names.has(name)) return false
    names.add(name)
    indent = line.trimEnd().endsWith(':') ? 'any' : null
  }
  return true
}

// Is there anything in a front matter that could be wrong? Most are a few plain lines, and loading the reader of YAML takes as long as linting two documents.

const frontMatter = /^---\r?\n([\s\S]{0,4000}?)\r?\n---(?:\r?\n|$)/
const line = /^([A-Za-z_][\w.-]{0,80}): (?:[A-Za-z0-9](?:[\w .,()/+'’&?!;=@%-]*[\w).?!%])?|"[^"\\\t]*"|'[^'\t]*')$/

/**
 * Only where each line is a name that stands once, and a word, a sentence without signs or a quoted text: for that any YAML reader has the same
 * answer, and nothing to complain of. False says nothing: it may be right all the same.
 */
export function isPlainYaml(document: string): boolean {
  const text = frontMatter.exec(document)?.[1]
  if (text === undefined) return false
  const names = text.split(/\r?\n/).map((each) => line.exec(each)?.[1])
  return names.every((name) => name !== undefined) && new Set(names).size === names.length
}

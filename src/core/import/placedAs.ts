// A text under another kind or name: its front matter says so, and not one word below it changes.

export function placedAs(text: string, { kind, id }: { kind: 'policy' | 'runbook'; id: string }): string {
  const [, opening = '', fields = '', rest = ''] = /^(---\r?\n)([\s\S]{0,60000}?)(\r?\n---\r?\n[\s\S]*)$/.exec(text) ?? []
  if (opening === '') return `---\nkind: ${kind}\nid: ${id}\n---\n\n${text}`
  return `${opening}${withField(withField(fields, 'id', id), 'kind', kind)}${rest}`
}

/** One that is missing comes first. */
function withField(fields: string, name: string, value: string): string {
  const line = new RegExp(`^${name}:.*$`, 'm')
  return line.test(fields) ? fields.replace(line, () => `${name}: ${value}`) : `${name}: ${value}\n${fields}`
}

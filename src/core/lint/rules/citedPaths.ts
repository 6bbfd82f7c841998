// Which escalation paths does a document cite, and where?
import type { LintText } from '../reading/readText.ts'

export type CitedPath = { id: string; start: number; end: number }

/** `escalation: security-oncall` in the front matter, and “the path `security-oncall`” where escalation is spoken of. */
export function citedPaths({ frontMatter, reads }: LintText): CitedPath[] {
  const inFields = [...(frontMatter?.text ?? '').matchAll(/(?:^\s*|[{,]\s*)escalation:\s*["']?([\w-]{1,80})/gm)].map((match) =>
    cited(match, frontMatter?.offset ?? 0),
  )
  const inBody = reads.flatMap(({ unit, headed }) =>
    headed.has('escalation') && unit.kind !== 'code'
      ? [...unit.raw.matchAll(/\bpath\s+`([\w-]{2,80})`/gi)].map((match) => cited(match, unit.offset))
      : [],
  )
  return [...inFields, ...inBody]
}

function cited(match: RegExpExecArray, offset: number): CitedPath {
  const id = match[1] ?? ''
  const start = offset + match.index + match[0].lastIndexOf(id)
  return { id, start, end: start + id.length }
}

// A document as its two halves: the fields of its front matter, and the blocks of its body. Policies and runbooks begin here alike.
import type { RootContent } from 'mdast'
import { Fields } from './fields.ts'
import { parseYaml } from './located.ts'
import { parseMarkdown } from './markdownTree.ts'
import { oneLine, plainText } from './plainText.ts'
import { type DocumentProblem, documentStart } from './problem.ts'

export type ReadDocument = { fields: Fields; hasFrontMatter: boolean; blocks: RootContent[]; problems: DocumentProblem[] }

/** `problems` is shared with `fields`: reading fields adds to it. */
export function readDocument(markdown: string): ReadDocument {
  const { tree, problems } = parseMarkdown(markdown)
  const [first, ...rest] = tree.children
  if (first?.type !== 'yaml')
    return { fields: Fields.from(undefined, problems, documentStart), hasFrontMatter: false, blocks: tree.children, problems }
  const yaml = parseYaml(first.value, (first.position?.start.line ?? 1) + 1)
  problems.push(...yaml.problems)
  return { fields: Fields.from(yaml.value, problems, documentStart), hasFrontMatter: true, blocks: rest, problems }
}

/** The title in the front matter, else the first heading, else nothing. */
export function titleOf(fields: Fields, blocks: readonly RootContent[]): string {
  const heading = blocks.find((block) => block.type === 'heading')
  return fields.text('title') ?? (heading === undefined ? '' : oneLine(plainText(heading)))
}

// The body of a runbook as sections with their steps. Headings divide it; lists, task lists and code say what is done.
import type { Code, Heading, List, ListItem, Nodes, Paragraph, RootContent } from 'mdast'
import { oneLine, plainText, positionOf, walk } from '../document/plainText.ts'
import { type DocumentProblem, documentStart, type Position } from '../document/problem.ts'
import { partsOf } from './parts.ts'
import { readBlock } from './readCommand.ts'
import { readHandles } from './readHandles.ts'
import { readStep, type StepDraft, stepFromProse } from './readStep.ts'
import type { Section, SectionKind } from './runbook.ts'
import { isInstruction, sectionKind } from './sectionKind.ts'

export type SectionDraft = Omit<Section, 'steps'> & { steps: StepDraft[]; blocks: RootContent[] }

type Outline = { kind: SectionKind; heading: string; level: number; position: Position; blocks: RootContent[] }

export function readSections(blocks: readonly RootContent[], problems: DocumentProblem[]): SectionDraft[] {
  return outline(blocks)
    .filter(({ heading, blocks: inside }) => heading !== '' || inside.length > 0)
    .map((section) => readSection(section, problems))
}

function outline(blocks: readonly RootContent[]): Outline[] {
  const titles = blocks.filter((block) => block.type === 'heading' && block.depth === 1)
  const sections: Outline[] = [{ kind: 'other', heading: '', level: 0, position: documentStart, blocks: [] }]
  const above: { level: number; kind: SectionKind }[] = []
  for (const block of blocks) {
    const found = headingOf(block)
    if (found === undefined) {
      sections.at(-1)?.blocks.push(block)
      continue
    }
    while ((above.at(-1)?.level ?? 0) >= found.level) above.pop()
    // The only heading of the first level is the title of all, and says nothing of the parts.
    const isTitle = titles.length === 1 && titles[0] === block
    const kind = (isTitle ? null : sectionKind(found.text)) ?? above.at(-1)?.kind ?? 'other'
    above.push({ level: found.level, kind })
    sections.push({ kind, heading: found.text, level: found.level, position: positionOf(block), blocks: [] })
  }
  return sections
}

/** A short paragraph all in bold that names a kind of section is one too: many write it so. */
function headingOf(block: RootContent): { text: string; level: number } | undefined {
  if (block.type === 'heading') return { text: oneLine(plainText(block as Heading)), level: block.depth }
  if (block.type !== 'paragraph' || block.children.length !== 1 || block.children[0]?.type !== 'strong') return undefined
  const text = oneLine(plainText(block as Paragraph)).replace(/:$/, '')
  return text.length <= 80 && sectionKind(text) !== null ? { text, level: 6 } : undefined
}

function readSection({ blocks, ...section }: Outline, problems: DocumentProblem[]): SectionDraft {
  const steps: StepDraft[] = []
  const loose: Nodes[] = []
  const instructs = isInstruction(section.kind)
  const hasSteps = instructs && blocks.some(isStepList)
  const fromProse = instructs && !hasSteps && section.kind !== 'other' && section.kind !== 'severity'
  blocks.forEach((block, index) => {
    if (instructs && isStepList(block)) {
      const after = codeAfter(blocks, index)
      const items = stepItems(block)
      items.forEach((item, at) => {
        steps.push(readStep(item, at === items.length - 1 ? after : [], problems))
      })
    } else if (isCommand(block) && isStepList(blocks[lastNotCode(blocks, index)])) {
      // Taken along by the list before it.
      if (!instructs) loose.push(block)
    } else if (fromProse && block.type === 'paragraph' && isCommand(blocks[index + 1])) {
      steps.push(stepFromProse(block, codeAfter(blocks, index), problems))
    } else if (!(fromProse && isCommand(block) && blocks[lastNotCode(blocks, index)]?.type === 'paragraph')) {
      loose.push(block)
    }
  })
  const { links, contacts, commands } = readHandles(loose)
  return { ...section, blocks, steps, warnings: section.kind === 'avoid' ? warningsOf(blocks) : [], commands, links, contacts }
}

function isCommand(block: RootContent | undefined): block is Code {
  return block?.type === 'code' && readBlock(block) !== undefined
}

function codeAfter(blocks: readonly RootContent[], index: number): Code[] {
  const code: Code[] = []
  for (let at = index + 1; ; at++) {
    const next = blocks[at]
    if (!isCommand(next)) return code
    code.push(next)
  }
}

function lastNotCode(blocks: readonly RootContent[], index: number): number {
  let at = index - 1
  while (at >= 0 && isCommand(blocks[at])) at--
  return at
}

/** In a task list only what has a box to tick: Markdown joins a plain list below it to it. */
function stepItems(list: List): ListItem[] {
  return list.ordered === true ? list.children : list.children.filter((item) => typeof item.checked === 'boolean')
}

function isStepList(block: RootContent | undefined): block is List {
  if (block?.type !== 'list') return false
  const counts = block.ordered === true || block.children.some((item) => typeof item.checked === 'boolean')
  return counts && !isContents(block)
}

/** A table of contents: every item only links into the document. */
function isContents(list: List): boolean {
  return list.children.every((item) =>
    [...walk(item)].every(({ node, parent }) =>
      node.type === 'link' ? node.url.startsWith('#') : node.type !== 'text' || parent?.type === 'link' || node.value.trim() === '',
    ),
  )
}

function warningsOf(blocks: readonly RootContent[]): string[] {
  return blocks
    .filter((block) => block.type === 'list')
    .flatMap((list) =>
      list.children.map((item) =>
        partsOf(item)
          .map(({ text }) => text)
          .filter((text) => text !== '')
          .join(' '),
      ),
    )
}

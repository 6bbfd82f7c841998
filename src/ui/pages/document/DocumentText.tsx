// A document's text as its readers see it: blocks on the page, and nothing in them that does anything by itself.
import { Fragment } from 'react'
import type { PrintBlock, PrintItem, PrintRun } from '../../../core/document/printBlocks.ts'
import styles from './DocumentText.module.css'

function keyed<Value>(values: readonly Value[]): { value: Value; key: string }[] {
  return values.map((value, at) => ({ value, key: String(at) }))
}

function Run({ run }: { run: PrintRun }) {
  if (run.style === 'break') return <br />
  const text =
    run.style === 'code' ? (
      <code>{run.text}</code>
    ) : run.style === 'strong' ? (
      <strong>{run.text}</strong>
    ) : run.style === 'emphasis' ? (
      <em>{run.text}</em>
    ) : (
      run.text
    )
  if (run.to === undefined) return text
  return (
    <a href={run.to} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  )
}

function Runs({ runs }: { runs: readonly PrintRun[] }) {
  return keyed(runs).map(({ value, key }) => <Run key={key} run={value} />)
}

function Items({ items }: { items: readonly PrintItem[] }) {
  return keyed(items).map(({ value, key }) => (
    <li key={key}>
      <Blocks blocks={value.blocks} />
    </li>
  ))
}

type Heading = Extract<PrintBlock, { kind: 'heading' }>

function TextHeading({ level, text }: { level: number; text: string }) {
  if (level <= 3) return <h3 className={styles.first}>{text}</h3>
  return level === 4 ? <h4>{text}</h4> : <h5>{text}</h5>
}

/** The page has an h1 and the text stands in a section under an h2: its own begin below, and none leaves one out. */
function levelsOf(blocks: readonly PrintBlock[]): ReadonlyMap<PrintBlock, number> {
  const headings = blocks.filter((block): block is Heading => block.kind === 'heading')
  const highest = Math.min(...headings.map(({ level }) => level))
  let above = 2
  return new Map(
    headings.map((block) => {
      above = Math.min(3 + block.level - highest, above + 1, 5)
      return [block, above]
    }),
  )
}

function Block({ block }: { block: PrintBlock }) {
  switch (block.kind) {
    // One that stands inside a list or a quotation: no part of how the text is divided.
    case 'heading':
      return (
        <p>
          <strong>{block.text}</strong>
        </p>
      )
    case 'paragraph':
      return (
        <p>
          <Runs runs={block.runs} />
        </p>
      )
    case 'code':
      return <pre className={styles.code}>{block.lines.join('\n')}</pre>
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      )
    case 'list':
      return block.numbered ? (
        <ol start={block.start}>
          <Items items={block.items} />
        </ol>
      ) : (
        <ul>
          <Items items={block.items} />
        </ul>
      )
    case 'table':
      return <TextTable block={block} />
  }
}

function TextTable({ block }: { block: Extract<PrintBlock, { kind: 'table' }> }) {
  return (
    <section
      className={styles.scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
      tabIndex={0}
      aria-label={`Table: ${block.columns.map((runs) => runs.map(({ text }) => text).join('')).join(', ')}`}
    >
      <table>
        <thead>
          <tr>
            {keyed(block.columns).map(({ value, key }) => (
              <th key={key} scope="col">
                <Runs runs={value} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(block.rows).map(({ value: row, key }) => (
            <tr key={key}>
              {keyed(row).map(({ value, key: at }) => (
                <td key={at}>
                  <Runs runs={value} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Blocks({ blocks }: { blocks: readonly PrintBlock[] }) {
  return keyed(blocks).map(({ value, key }) => (
    <Fragment key={key}>
      <Block block={value} />
    </Fragment>
  ))
}

export function DocumentText({ blocks, title }: { blocks: readonly PrintBlock[]; title: string }) {
  const [first, ...rest] = blocks
  // The page says the title already.
  const shown = first?.kind === 'heading' && first.level === 1 && first.text === title ? rest : blocks
  const levels = levelsOf(shown)
  return (
    <div className={styles.text}>
      {keyed(shown).map(({ value, key }) =>
        value.kind === 'heading' ? (
          <TextHeading key={key} level={levels.get(value) ?? 3} text={value.text} />
        ) : (
          <Block key={key} block={value} />
        ),
      )}
    </div>
  )
}

// A document as the linter knows it: units with their signals and the elements they speak of.
import type { Element } from '../element.ts'
import type { Lexicons } from '../lexicon.ts'
import { elementsOfHeading, elementsOfTitle } from './headings.ts'
import { textWords } from './readNames.ts'
import { readSignals, type Signals } from './readSignals.ts'
import { type ReadText, readUnits } from './readUnits.ts'
import { tokensOf } from './tokens.ts'
import { type Section, sectionsAround, type Unit } from './unit.ts'

export type Read = Signals & {
  unit: Unit
  index: number
  /** By the nearest heading, or bold lead of a surrounding item, that says one. */
  headed: ReadonlySet<Element>
  /** That heading's words. */
  heading: string
  /** The unit itself in lower case, on one line. */
  plain: string
}

export type LintText = ReadText & {
  source: string
  reads: Read[]
  readOf: ReadonlyMap<Unit, Read>
  /** `name: value` lines of the front matter in lower case. */
  fields: ReadonlyMap<string, string>
  /** The whole text a reader sees, in lower case. */
  plain: string
}

/** Nobody follows the tenth level at night. */
const deepest = 10

const none: ReadonlySet<Element> = new Set()

export function readText(source: string, lexicons: Lexicons): LintText {
  const text = readUnits(source)
  const bySection = new Map<Section, { headed: ReadonlySet<Element>; heading: string }>()
  const tokens = text.units.map((unit) => tokensOf(unit.text))
  const words = textWords(tokens.filter((_, index) => text.units[index]?.kind !== 'code'))
  const reads = text.units.map((unit, index): Read => {
    // A single space stays as it is: nearly all of them are.
    const plain = unit.text
      .replace(/\s{2,}|[^\S ]/g, ' ')
      .trim()
      .toLowerCase()
    return { ...readSignals(unit, tokens[index] ?? [], words, lexicons), unit, index, plain, ...headingOf(unit, bySection) }
  })
  const readOf = new Map(reads.map((read) => [read.unit, read]))
  return {
    ...text,
    source,
    reads,
    readOf,
    fields: fieldsOf(text.frontMatter?.text ?? ''),
    plain: reads.map(({ plain }) => plain).join('\n'),
  }
}

function headingOf(
  unit: Unit,
  known: Map<Section, { headed: ReadonlySet<Element>; heading: string }>,
): { headed: ReadonlySet<Element>; heading: string } {
  let above = 0
  for (let at: Unit | null = boldLead(unit) === '' ? unit.parent : unit; at !== null && above < deepest; at = at.parent, above++) {
    const lead = leadOf(at)
    const headed = lead === '' ? none : elementsOfHeading(lead)
    if (headed.size > 0) return { headed, heading: lead }
  }
  const cached = known.get(unit.section)
  if (cached) return cached
  let result = { headed: none, heading: unit.section.title }
  for (const section of sectionsAround(unit)) {
    // The title of the whole document says what it is about, which holds for what no section claims.
    const isTitle = section.level <= 1 && section !== unit.section
    const headed = isTitle ? elementsOfTitle(section.title) : elementsOfHeading(section.title)
    if (headed.size === 0) continue
    result = { headed, heading: section.title }
    break
  }
  known.set(unit.section, result)
  return result
}

/** The bold words an item begins with, or those before its colon where nothing else is in it. */
export function leadOf(unit: Unit): string {
  const bold = boldLead(unit)
  if (bold !== '') return bold
  return /^([^:.\n]{2,60}):?\s*$/.exec(unit.text.trim())?.[1] ?? ''
}

/** “**Containment:** …” heads its own words as well as the items under it. */
function boldLead({ raw, kind }: Unit): string {
  const bold = kind === 'row' || kind === 'code' ? null : /^\s*(?:[-*+]\s+|\d+[.)]\s+)?(?:\*\*|__)([^*\n]{2,80}?)(?:\*\*|__)/.exec(raw)
  return (bold?.[1] ?? '').replace(/:$/, '')
}

function fieldsOf(yaml: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const line of yaml.split(/\r?\n/).slice(0, 400)) {
    const found = /^([\w.-]{1,60}):\s*(.*)$/.exec(line)
    if (found) fields.set((found[1] ?? '').toLowerCase(), (found[2] ?? '').trim().replace(/^["']|["']$/g, ''))
  }
  return fields
}

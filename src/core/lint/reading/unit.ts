// The parts a document is read as: sections, and units (one item, row, paragraph or code block) that each know their place in the text.

/** A code span inside a unit, or a link; offsets count from the unit's own beginning. */
export type Span = { start: number; end: number; value: string }
export type LinkSpan = Span & { url: string }

export type Section = {
  title: string
  /** 1 to 6 as marked; 7 and 8 for lines that only look like a heading. */
  level: number
  parent: Section | null
  offset: number
}

export type UnitKind = 'paragraph' | 'item' | 'row' | 'code' | 'html'

export type Cell = { text: string; start: number; end: number }

export type Unit = {
  kind: UnitKind
  /** As it was written. */
  raw: string
  /** The same length, without marks: what a reader sees, at the offsets where it stands. */
  text: string
  /** Where `raw` begins in the document. */
  offset: number
  indent: number
  isOrdered: boolean
  isTask: boolean
  isQuote: boolean
  section: Section
  /** The item this one stands under. */
  parent: Unit | null
  codes: Span[]
  links: LinkSpan[]
  cells: Cell[]
  header: readonly string[]
  language: string
}

/** Sections around a unit, the nearest first. */
export function sectionsAround(unit: Unit): Section[] {
  const around: Section[] = []
  for (let at: Section | null = unit.section; at !== null; at = at.parent) around.push(at)
  return around
}

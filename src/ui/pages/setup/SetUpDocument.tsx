// One document of a set-up: for which tools, what was filled in, what is left and for whom, and what it would change.
import { DifferenceOfTexts } from '../document/DifferenceOfTexts.tsx'
import styles from '../document/ProposedDraft.module.css'
import { type Fold, ProposedDraft } from '../document/ProposedDraft.tsx'
import { isUnchanged, linesChanged, type Preview } from './setupSteps.ts'

type Document = Preview['documents'][number]

function standsWords(document: Document): string {
  const words = {
    nothing: 'New here.',
    shipped: `Takes the place of the text that came with Tickmark, which nobody approved, and changes ${linesChanged(document)} of it.`,
    draft: `There is a draft already. It would change ${linesChanged(document)} of it.`,
    own: `You have this document. It would change ${linesChanged(document)} of it.`,
  }
  return words[document.stands]
}

function filledWords({ kind, tools, names }: Document): string {
  const written =
    tools.length === 0 ? (kind === 'policy' ? '' : 'No tool is filled in.') : `Written for ${tools.map(({ name }) => name).join(', ')}.`
  return names.length === 0 ? written : `${written} Filled in: ${names.map(({ value }) => value).join(', ')}.`
}

function approvedBy({ approvers }: Document): string {
  return approvers.length === 0 ? '' : ` To be approved by ${approvers.join(', ')}.`
}

function Places({ open }: Pick<Document, 'open'>) {
  return (
    <ul className={styles.places} aria-label="Places to fill in">
      {open.map(({ line, what }) => (
        <li key={`${line} ${what}`}>
          <span className="dim figures">Line {line}:</span> {what}
        </li>
      ))}
    </ul>
  )
}

function placesFold({ open, owner }: Document): Fold | false {
  if (open.length === 0) return false
  const whom = owner === null ? 'by whoever owns it' : `by ${owner}`
  return {
    label: `${open.length} ${open.length === 1 ? 'place' : 'places'} to fill in, ${whom}`,
    content: () => <Places open={open} />,
  }
}

function differenceFold({ kind, before, markdown, stands }: Document): Fold {
  if (before === null) return { label: 'Its text', content: () => <pre className={styles.text}>{markdown}</pre> }
  return {
    label: 'What changes',
    content: () => (
      <DifferenceOfTexts
        kind={kind}
        before={before}
        after={markdown}
        names={[stands === 'draft' ? 'The draft' : 'The text there is', 'The set-up']}
      />
    ),
  }
}

export function SetUpDocument({ document, taken, onTake }: { document: Document; taken: boolean; onTake: (taken: boolean) => void }) {
  const unchanged = isUnchanged(document)
  return (
    <ProposedDraft
      title={document.title}
      kind={document.kind}
      taken={taken}
      onTake={onTake}
      whyNot={unchanged ? 'It says exactly this already.' : null}
      stands={standsWords(document)}
      linted={document.linted}
      folded={[placesFold(document), !unchanged && differenceFold(document)]}
    >
      <p className="dim">
        {filledWords(document)}
        {approvedBy(document)}
      </p>
    </ProposedDraft>
  )
}

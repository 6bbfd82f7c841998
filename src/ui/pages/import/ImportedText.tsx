// One text of an import: where it came from and would go, what could not be taken along, and how it stands as it is.
import { SelectField, TextField } from '../../kit/Field.tsx'
import { Link } from '../../kit/Link.tsx'
import { paths } from '../../paths.ts'
import proposed from '../document/ProposedDraft.module.css'
import { ProposedDraft } from '../document/ProposedDraft.tsx'
import styles from './Import.module.css'
import { type Candidate, isWhereReported, type Said } from './importFiles.ts'

const kinds = [
  { value: 'runbook', label: 'Runbook' },
  { value: 'policy', label: 'Policy' },
]

function Stands({ candidate }: { candidate: Candidate }) {
  const { reported, place } = candidate
  const there = <Link href={paths.document(reported.kind, reported.id)}>{reported.id}</Link>
  if (!isWhereReported(candidate) || reported.stands === 'nothing') return `New here, as the ${place.kind} ${place.id}.`
  if (reported.stands === 'draft') return <>There is a draft of {there} already: this text would take its place.</>
  if (reported.stands === 'own') return <>You have {there}: this would be a draft to change it.</>
  return <>Takes the place of {there}, which came with Tickmark and nobody approved.</>
}

type ImportedTextProps = { candidate: Candidate; problem: string | undefined; onSay: (more: Said[string]) => void }

export function ImportedText({ candidate, problem, onSay }: ImportedTextProps) {
  const { reported, place, taken } = candidate
  return (
    <ProposedDraft
      title={reported.title}
      kind={place.kind}
      taken={taken}
      onTake={(take) => onSay({ taken: take })}
      stands={<Stands candidate={candidate} />}
      linted={reported.linted}
      folded={[{ label: 'Its text', content: () => <pre className={proposed.text}>{reported.markdown}</pre> }]}
    >
      <p className="dim">
        From <code>{reported.from}</code>.{reported.left.length > 0 && ` Left out: ${reported.left.join(', ')}.`}
      </p>
      {taken && (
        <div className={styles.place}>
          <SelectField
            label="Kind"
            value={place.kind}
            choices={kinds}
            onChange={(kind) => onSay({ kind: kind === 'policy' ? 'policy' : 'runbook' })}
          />
          <TextField label="Name" value={place.id} onChange={(id) => onSay({ id })} mono maxLength={100} error={problem} />
        </div>
      )}
    </ProposedDraft>
  )
}

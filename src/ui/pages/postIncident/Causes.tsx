// The chain of causes: from what happened, by what made it possible, to the weakness that somebody can mend.
import { type Cause, type CauseKind, causeKinds } from '../../../core/postIncident/rootCause.ts'
import type { Problem } from '../../api/problem.ts'
import { fieldProblem } from '../../api/problem.ts'
import { Button } from '../../kit/Button.tsx'
import { AreaField, SelectField } from '../../kit/Field.tsx'
import styles from './Review.module.css'
import { moved, nextLink } from './reviewValues.ts'

export const causeWords: Record<CauseKind, string> = {
  event: 'What happened',
  condition: 'What made it possible',
  weakness: 'The weakness to mend',
}

type CausesProps = { causes: readonly Cause[]; onChange: (causes: readonly Cause[]) => void; problem: Problem | null }

function Link({ causes, at, onChange, problem }: CausesProps & { at: number }) {
  const cause = causes[at]
  if (cause === undefined) return null
  const set = (more: Partial<Cause>) => onChange(causes.map((one, place) => (place === at ? { ...one, ...more } : one)))
  const last = at === causes.length - 1
  return (
    <li className={styles.cause}>
      <div className={styles.causeHead}>
        <SelectField
          label={`What link ${at + 1} is`}
          quiet
          value={cause.kind}
          onChange={(kind) => set({ kind: kind as CauseKind })}
          choices={causeKinds.map((kind) => ({ value: kind, label: causeWords[kind] }))}
        />
        <span className="row">
          <Button
            small
            kind="quiet"
            why={at === 0 ? 'It is the first.' : null}
            onPress={() => onChange(moved(causes, at, -1))}
            label={`Move link ${at + 1} up`}
          >
            ↑
          </Button>
          <Button
            small
            kind="quiet"
            why={last ? 'It is the last.' : null}
            onPress={() => onChange(moved(causes, at, 1))}
            label={`Move link ${at + 1} down`}
          >
            ↓
          </Button>
          <Button
            small
            kind="quiet"
            onPress={() => onChange(causes.filter((_, place) => place !== at))}
            label={`Take away: link ${at + 1}`}
          >
            Take away
          </Button>
        </span>
      </div>
      <AreaField
        label={`Link ${at + 1} of the chain`}
        value={cause.text}
        onChange={(text) => set({ text })}
        rows={2}
        error={fieldProblem(problem, `/causes/${at}/text`)}
      />
    </li>
  )
}

export function Causes({ causes, onChange, problem }: CausesProps) {
  return (
    <fieldset className={styles.causes}>
      <legend>Chain of causes</legend>
      <p className="dim">
        Ask why until an answer is something somebody can mend on Monday. “Unauthorized access” is what happened; the last link is never
        that.
      </p>
      <ol>
        {causes.map((_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a link has no other name than its place, and its fields hold no state of their own
          <Link key={at} causes={causes} at={at} onChange={onChange} problem={problem} />
        ))}
      </ol>
      <div className="row">
        <Button onPress={() => onChange([...causes, nextLink(causes)])}>
          {causes.length === 0 ? 'Begin with what happened' : 'Why was that so?'}
        </Button>
      </div>
    </fieldset>
  )
}

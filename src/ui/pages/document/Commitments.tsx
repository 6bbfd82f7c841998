// What a policy promises, as a table: the numbers that clocks run on and that conformance is judged against.
import type { ListedCommitment } from '../../../core/policy/commitmentList.ts'
import { Section } from '../../kit/Page.tsx'
import styles from './Commitments.module.css'

function groupsOf(commitments: readonly ListedCommitment[]): [string, ListedCommitment[]][] {
  const groups = new Map<string, ListedCommitment[]>()
  for (const one of commitments) groups.set(one.about, [...(groups.get(one.about) ?? []), one])
  return [...groups]
}

export function CommitmentTable({ commitments }: { commitments: readonly ListedCommitment[] }) {
  return (
    <table className={styles.table} aria-label="Commitments">
      <thead className="said">
        <tr>
          <th scope="col">About</th>
          <th scope="col">What</th>
          <th scope="col">Promise</th>
        </tr>
      </thead>
      <tbody>
        {groupsOf(commitments).map(([about, list]) =>
          list.map(({ id, what, value }, at) => (
            <tr key={id} className={at === 0 ? styles.first : ''}>
              {at === 0 && (
                <th scope="rowgroup" rowSpan={list.length}>
                  {about}
                </th>
              )}
              <td className={styles.what}>{what}</td>
              <td>{value}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  )
}

export function Commitments({ commitments }: { commitments: readonly ListedCommitment[] }) {
  return (
    <Section
      title="Commitments"
      count={commitments.length || undefined}
      lead="Read from the front matter. Clocks run on these, and an auditor compares with them what happened."
      id="commitments"
    >
      {commitments.length === 0 ? <p>The text promises nothing that can be counted.</p> : <CommitmentTable commitments={commitments} />}
    </Section>
  )
}

// What the words about a framework rest on: whose text it is, what was read, and how sure that is.
import { dateText } from '../../kit/timeText.ts'
import styles from './Criteria.module.css'
import type { Criterion, Framework } from './frameworkShape.ts'

type Line = Criterion['framework']

export function Sources({ framework, sources = [] }: { framework: Line; sources?: Framework['sources'] }) {
  return (
    <div className={styles.sources}>
      <p>
        {framework.title}: references, and our own words for what they ask; the text is under {framework.rights}. Confidence in these words:{' '}
        {framework.confidence}. Catalogue version {framework.version} of {dateText(framework.published)}, which never changes.
      </p>
      {sources.map(({ id, what, seen, confidence, note }) => (
        <p key={id}>
          {what}. Read in: {seen}. Confidence: {confidence}
          {note && `; ${note}`}.
        </p>
      ))}
    </div>
  )
}

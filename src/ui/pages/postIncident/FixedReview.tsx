// The review as it was approved, or as somebody reads it who does not write on it.
import { Facts } from '../../kit/Facts.tsx'
import { Section } from '../../kit/Page.tsx'
import type { Work } from '../incident/useIncident.ts'
import { causeWords } from './Causes.tsx'
import styles from './Review.module.css'
import type { PostIncident, Review } from './reviewShape.ts'
import { recordedValues } from './reviewValues.ts'
import { Timeline } from './Timeline.tsx'

const count = (value: number | null) => (value === null ? 'not known' : value.toLocaleString('en'))

function ImpactFacts({ impact }: { impact: Review['impact'] }) {
  return (
    <Facts
      facts={[
        { word: 'Customers', is: count(impact.customers_affected) },
        { word: 'Records', is: count(impact.records_affected) },
        { word: 'Minutes down', is: count(impact.minutes_down) },
        impact.cost && { word: 'Cost', is: `${impact.cost.amount.toLocaleString('en')} ${impact.cost.currency}` },
      ]}
    />
  )
}

export function FixedReview({ work, learned, review }: { work: Work; learned: PostIncident; review: Review }) {
  return (
    <>
      <Section title="What happened">
        <p className={styles.prose}>{review.summary || 'Nothing is written yet.'}</p>
        <ImpactFacts impact={review.impact} />
      </Section>
      <Section title="Why it could happen">
        <ol className={styles.chain}>
          {review.causes.map(({ kind, text }) => (
            <li key={`${kind} ${text}`}>
              <b>{causeWords[kind]}:</b> {text}
            </li>
          ))}
        </ol>
      </Section>
      {(review.what_went_well || review.what_was_lucky) && (
        <Section title="What helped">
          {review.what_went_well && <p className={styles.prose}>{review.what_went_well}</p>}
          {review.what_was_lucky && (
            <p className={styles.prose}>
              <b>Luck:</b> {review.what_was_lucky}
            </p>
          )}
        </Section>
      )}
      <Timeline work={work} lines={learned.timeline} notes={recordedValues(review, learned.timeline).notes} onNote={null} />
    </>
  )
}

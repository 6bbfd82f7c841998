// Looking at a document again: when it is due, saying that it is still valid and why, and every look so far.
import { useState } from 'react'
import { documentApi } from '../../../contract/document.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { useNow } from '../../kit/clock.ts'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import type { Document } from './documentShape.ts'
import { cadenceText, reviewStanding } from './documentWords.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { Stands } from './Stands.tsx'
import { useDocumentAct } from './useDocumentAct.ts'
import styles from './Versions.module.css'

export function StillValid({ document, primary = false }: { document: Document; primary?: boolean }) {
  const [open, setOpen] = useState(false)
  const review = useDocumentAct(documentApi.review)
  const force = document.in_force
  if (force === null || document.retired !== null) return null
  const params = { kind: document.kind, documentId: document.id }
  return (
    <>
      <Button kind={primary ? 'primary' : 'plain'} why={document.you.cannot_review} onPress={() => setOpen(true)}>
        Still valid
      </Button>
      {open && (
        <ReasonDialog
          title={`Version ${force.number} is still valid`}
          verb="Record the review"
          label="Because"
          hint="What you looked at, so that somebody who was not there can follow it: for instance which drills, incidents or changes since."
          sending={review.sending}
          problem={review.problem}
          onRecord={(reason) => review.send({ params, body: { hash: force.hash, reason } })}
          onClose={() => setOpen(false)}
        >
          It goes on record under your name, and the next review counts from today. Where something is not right any more, change the text
          instead: a new version is a review too.
        </ReasonDialog>
      )}
    </>
  )
}

type Review = Document['reviews'][number]

function TakeBack({ document, review }: { document: Document; review: Review }) {
  const [open, setOpen] = useState(false)
  const takeBack = useDocumentAct(documentApi.takeBackReview)
  const why = useWhyNot('document:approve')
  const params = { kind: document.kind, documentId: document.id, position: review.position }
  return (
    <>
      <Button small kind="quiet" why={why} onPress={() => setOpen(true)}>
        Take back
      </Button>
      {open && (
        <ReasonDialog
          title="Take this review back"
          verb="Take it back"
          label="Reason"
          hint="Why it does not count."
          sending={takeBack.sending}
          problem={takeBack.problem}
          onRecord={(reason) => takeBack.send({ params, body: { reason } })}
          onClose={() => setOpen(false)}
        >
          Both stay on record. The next review counts from the look before, and the document may be overdue at once.
        </ReasonDialog>
      )}
    </>
  )
}

export function Reviews({ document }: { document: Document }) {
  const now = useNow()
  const { review, reviews } = document
  const cadence = review.every ? `Looked at again every ${cadenceText(review.every)}.` : 'The text promises no review.'
  return (
    <Section title="Reviews" count={reviews.length || undefined} id="reviews" actions={<StillValid document={document} />}>
      <p>
        <Stands standing={reviewStanding(document, now)} />
      </p>
      <p className="dim">
        {cadence}
        {review.looked_at && (
          <>
            {' '}
            Last look <Time at={review.looked_at} />.
          </>
        )}
        {review.due_at && (
          <>
            {' '}
            Due <Time at={review.due_at} exact />.
          </>
        )}
      </p>
      {reviews.length > 0 && (
        <ul className={styles.versions}>
          {reviews.map((one) => (
            <li key={one.position} className={styles.version}>
              <div className={styles.head}>
                <span>
                  <Time at={one.at} exact />, <Person who={one.by} />, of{' '}
                  <Link href={paths.document(document.kind, document.id, one.version.hash)}>version {one.version.number}</Link>
                </span>
                {one.taken_back === null && <TakeBack document={document} review={one} />}
              </div>
              <p>{one.taken_back ? <del>{one.reason}</del> : one.reason}</p>
              {one.taken_back && (
                <p className="dim">
                  Taken back <Time at={one.taken_back.at} exact /> by <Person who={one.taken_back.by} />: {one.taken_back.reason}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

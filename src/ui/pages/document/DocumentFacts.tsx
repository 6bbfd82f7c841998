// How a document stands, in a few lines: what is in force and on what, whose it is, whether it is current.

import { useNow } from '../../kit/clock.ts'
import { Facts } from '../../kit/Facts.tsx'
import { Link } from '../../kit/Link.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import type { Document, Version } from './documentShape.ts'
import { acknowledgementStanding, basisStanding, reviewStanding } from './documentWords.ts'
import { Stands } from './Stands.tsx'

function InForce({ document }: { document: Document }) {
  const { in_force: force, retired } = document
  if (retired) {
    return (
      <>
        nothing: retired <Time at={retired.at} exact /> by {retired.by.name}, because {retired.reason}
      </>
    )
  }
  if (!force) return <>nothing yet</>
  return (
    <>
      <Link href={paths.document(document.kind, document.id, force.hash)}>version {force.number}</Link> since <Time at={force.from} exact />
      <br />
      <Stands standing={basisStanding(force)} />
    </>
  )
}

export function DocumentFacts({ document, version }: { document: Document; version: Version | undefined }) {
  const now = useNow()
  const acknowledged = acknowledgementStanding(document)
  return (
    <Facts
      facts={[
        { word: 'In force', is: <InForce document={document} /> },
        document.next && {
          word: 'Next',
          is: (
            <>
              version {document.next.number}, from <Time at={document.next.from} exact />
            </>
          ),
        },
        { word: 'Owner', is: document.owner ?? 'nobody' },
        { word: 'Current', is: <Stands standing={reviewStanding(document, now)} /> },
        acknowledged && {
          word: 'Acknowledged',
          is: (
            <a href="#acknowledgements">
              <Stands standing={acknowledged} />
            </a>
          ),
        },
        version && version.hash !== document.in_force?.hash && { word: 'Shown', is: `version ${version.number}` },
      ]}
    />
  )
}

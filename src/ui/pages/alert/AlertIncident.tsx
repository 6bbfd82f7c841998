// The incident an alert is part of; or, where it is part of none, making it part of one that is open.
import { lazy, Suspense, useState } from 'react'
import { useMay, useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { stateWords } from '../incident/incidentWords.ts'
import type { AlertWithHistory } from './alertShape.ts'

const LinkDialog = lazy(() => import('../incident/LinkDialog.tsx').then(({ LinkDialog: it }) => ({ default: it })))

export function AlertIncident({ alert }: { alert: AlertWithHistory }) {
  const [linking, setLinking] = useState(false)
  const mayRead = useMay('incident:read')
  const mayNot = useWhyNot('incident:work')
  const { incident } = alert
  if (!mayRead) return null
  return (
    <Section title="Incident">
      {incident ? (
        <p>
          Part of <Link href={paths.incident(incident.id)}>{incident.number}</Link> {incident.title},{' '}
          <span className="dim">{stateWords[incident.state]}</span>
        </p>
      ) : (
        <div className="row screen-only">
          <span className="dim">Part of none.</span>
          <Button small why={mayNot} onPress={() => setLinking(true)}>
            Link to an open incident
          </Button>
        </div>
      )}
      <Suspense fallback={null}>{linking && <LinkDialog alertIds={[alert.id]} onClose={() => setLinking(false)} />}</Suspense>
    </Section>
  )
}

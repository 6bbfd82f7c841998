// What is lost first of an incident, and the way to its evidence.
import { preservationApi } from '../../../contract/preservation.ts'
import { useCall } from '../../api/useCall.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Section } from '../../kit/Page.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import type { Work } from './useIncident.ts'

export function EvidenceOfIncident({ work }: { work: Work }) {
  const preservation = useCall(preservationApi.list, { params: work.params }, { enabled: !work.incident.is_redacted })
  const open = (preservation.data?.items ?? []).filter(({ settled_at }) => settled_at === null)
  const [first] = open
  return (
    <Section
      title="Evidence"
      id="evidence"
      actions={
        <ButtonLink small href={paths.evidence(work.incident.id)}>
          Open, or add some
        </ButtonLink>
      }
    >
      {first ? (
        <p>
          Lost first: <b>{first.evidence}</b>. <span className={first.standing === 'past' ? 'late' : ''}>{first.left}</span>{' '}
          {first.lost_at && <Time at={first.lost_at} />}
          {open.length > 1 && <span className="dim"> {open.length - 1} more to be kept.</span>}
        </p>
      ) : (
        <p className="dim">
          {preservation.data?.items.length ? 'All that was to be kept is settled.' : 'Nothing is listed as about to be lost.'}
        </p>
      )}
    </Section>
  )
}

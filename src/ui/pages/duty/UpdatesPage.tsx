// Status updates: the promised cadence, when the next one is due, writing one, and all so far.
import { getRouteApi } from '@tanstack/react-router'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { audiences, updateApi } from '../../../contract/notice.ts'
import { useCall } from '../../api/useCall.ts'
import { useDraft } from '../../api/useDraft.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { AreaField, Form, SelectField } from '../../kit/Field.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { DueTime, Time } from '../../kit/Time.tsx'
import { OfIncident, whyNothingFollows } from '../incident/OfIncident.tsx'
import type { Work } from '../incident/useIncident.ts'
import styles from './Duty.module.css'
import { audienceWords, everyWords } from './dutyWords.ts'

const route = getRouteApi('/inside/incidents/$incidentId/updates')

type Updates = ReplyOf<typeof updateApi.list>
type Audience = (typeof audiences)[number]
type Writing = { text: string; audience: Audience }

function Promised({ updates, isPending }: { updates: Updates; isPending: boolean }) {
  const { every, next_due_at, items } = updates
  const due = isPending ? 'written, not recorded yet' : next_due_at ? <DueTime at={next_due_at} /> : null
  const last = items.at(-1)
  return (
    <Facts
      facts={[
        {
          word: 'Promised',
          is: every ? `every ${everyWords(every)}, by the policy for this severity` : 'no cadence, by the policy for this severity',
        },
        every && { word: 'Next', is: due ?? 'none any more: it is recovered, and the review speaks from here on' },
        last && { word: 'Last', is: <Time at={last.sent_at} ago /> },
      ]}
    />
  )
}

function Write({ work }: { work: Work }) {
  const [draft, setDraft] = useDraft<Writing>(`update ${work.incident.id}`)
  const mayNot = useWhyNot('notice:write')
  const { text, audience } = draft ?? { text: '', audience: 'internal' }
  const why = mayNot ?? whyNothingFollows(work.incident) ?? (text.trim() === '' ? 'Write it first.' : null)
  const record = () => {
    if (why !== null) return
    const body = { text: text.trim(), audience }
    work.act(updateApi.send, { does: 'update', says: `Update to ${audienceWords[audience].toLowerCase()}`, params: work.params, body })
    setDraft(null)
  }
  return (
    <Form label="Status update" onSubmit={record}>
      <SelectField
        label="For whom"
        value={audience}
        onChange={(value) => setDraft({ text, audience: value as Audience })}
        choices={audiences.map((one) => ({ value: one, label: audienceWords[one] }))}
      />
      <AreaField
        label="How it stands"
        hint="What is known, what is being done, what comes next. Say so as well when nothing is new."
        value={text}
        onChange={(value) => setDraft({ text: value, audience })}
        rows={4}
      />
      <div className="row">
        <Button type="submit" kind="primary" why={why}>
          Put it on record
        </Button>
        <small className="dim">Recorded here; you send it where its readers are.</small>
      </div>
    </Form>
  )
}

function Listed({ updates }: { updates: Updates }) {
  const latestFirst = [...updates.items].reverse()
  return (
    <Section title="So far" count={updates.items.length || undefined}>
      {latestFirst.length === 0 && <p>None yet. Each update stands here with when it was due and when it came.</p>}
      <ol className={styles.lines} aria-label="Updates">
        {latestFirst.map((update) => (
          <li key={update.id} className={styles.duty}>
            <p className="dim">
              <Time at={update.sent_at} exact /> to {audienceWords[update.audience].toLowerCase()}, <Person who={update.by} />
              {update.next_due_at && (
                <>
                  ; the next one due by <Time at={update.next_due_at} />
                </>
              )}
            </p>
            <p style={{ whiteSpace: 'pre-wrap' }}>{update.text}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Content({ work }: { work: Work }) {
  const updates = useCall(updateApi.list, { params: work.params })
  return (
    <>
      {updates.isPending && <Skeleton lines={6} />}
      {updates.error && !updates.data && (
        <Failed what="The updates cannot be shown" why={updates.error.message} onRetry={() => void updates.refetch()} />
      )}
      {updates.data && <Promised updates={updates.data} isPending={work.pending('update') !== undefined} />}
      <Section title="Write one">
        <Write work={work} />
      </Section>
      {updates.data && <Listed updates={updates.data} />}
    </>
  )
}

export function UpdatesPage() {
  const { incidentId } = route.useParams()
  return (
    <OfIncident
      id={incidentId}
      title="Status updates"
      lead="A word on how it goes, at the cadence that the policy promises. No law asks for them; for that there are notices."
      needs="incident:read"
    >
      {(work) => <Content work={work} />}
    </OfIncident>
  )
}

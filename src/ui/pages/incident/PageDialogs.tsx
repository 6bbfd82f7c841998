// Paging somebody in one tap more, and saying why a page reached nobody.
import { useState } from 'react'
import { pageApi } from '../../../contract/page.ts'
import { personApi } from '../../../contract/person.ts'
import { type PageChannel, type PageFailure, pageChannels, pageFailures } from '../../../core/escalation/page.ts'
import type { PageId, PersonId } from '../../../core/kernel/ids.ts'
import { useCall } from '../../api/useCall.ts'
import { useMe } from '../../api/useMe.ts'
import { Dialog } from '../../kit/Dialog.tsx'
import { SelectField } from '../../kit/Field.tsx'
import styles from './IncidentDialogs.module.css'
import { nextToPage } from './nextToPage.ts'
import { channelWords, failureWords } from './pageWords.ts'
import type { Work } from './useIncident.ts'
import { useEscalation } from './WhoToCall.tsx'

type PageProps = { work: Work; onClose: () => void }

export function PageDialog({ work, onClose }: PageProps) {
  const escalation = useEscalation(work).data
  const me = useMe()
  const next = escalation ? nextToPage(escalation, me?.actor.id) : null
  const [chosen, setChosen] = useState<string>('')
  const people = useCall(personApi.list)
  const person = people.data?.items.find(({ id }) => id === chosen)
  const name = person?.name ?? next?.name ?? null
  const page = (channel: PageChannel) => {
    work.act(pageApi.page, {
      does: 'page',
      says: `${name ?? 'The next level'} ${channelWords[channel].says}`,
      params: work.params,
      body: { channel, ...(person ? { to_person_id: person.id as PersonId } : next?.asked) },
    })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title={name ? `Page ${name}` : 'Page somebody'}>
      <div className={styles.choices}>
        {name ? (
          <section aria-label="How">
            {pageChannels.map((channel) => (
              <button key={channel} type="button" className={styles.choice} onClick={() => page(channel)}>
                {channelWords[channel].does}
                <small>{channelWords[channel].hint}</small>
              </button>
            ))}
          </section>
        ) : (
          <p>{escalation?.levels.length ? 'Everybody on the path was tried. Choose somebody by name.' : 'Choose whom to page.'}</p>
        )}
        <SelectField
          label={next ? 'Somebody else' : 'Whom'}
          value={chosen}
          onChange={setChosen}
          choices={[
            { value: '', label: next ? `Next on the path: ${next.name}` : 'Choose' },
            ...(people.data?.items ?? []).map(({ id, name: word }) => ({ value: id, label: word })),
          ]}
        />
      </div>
    </Dialog>
  )
}

export function NoAnswerDialog({ work, pageId, onClose }: { work: Work; pageId: string; onClose: () => void }) {
  const fail = (why: PageFailure) => {
    work.act(pageApi.fail, {
      does: 'answer',
      on: pageId,
      says: `Not reached: ${failureWords[why]}`,
      params: { ...work.params, pageId: pageId as PageId },
      body: { why },
    })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title="Why was nobody reached?">
      <div className={styles.choices}>
        <section aria-label="Reasons">
          {pageFailures
            .filter((why) => why !== 'other')
            .map((why) => (
              <button key={why} type="button" className={styles.choice} onClick={() => fail(why)}>
                {failureWords[why]}
              </button>
            ))}
        </section>
      </div>
    </Dialog>
  )
}

// Who to call: name, by what, who stands in, where it is talked about; a tap calls, a tap opens the chat, two taps page.
import { IconBrandSlack, IconMessage, IconPhone } from '@tabler/icons-react'
import { pageApi } from '../../../contract/page.ts'
import { useCall } from '../../api/useCall.ts'
import { useMe } from '../../api/useMe.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Section } from '../../kit/Page.tsx'
import { DueTime, Time } from '../../kit/Time.tsx'
import type { Escalation, EscalationLevel } from './incidentShape.ts'
import { nextToPage } from './nextToPage.ts'
import { failureWords, pageStateWords } from './pageWords.ts'
import type { Work } from './useIncident.ts'
import styles from './WhoToCall.module.css'

export function useEscalation({ params, incident }: Work) {
  return useCall(pageApi.ofIncident, { params }, { enabled: !incident.is_redacted })
}

const isWeb = (chat: string | null): chat is string => chat?.startsWith('https://') ?? false
const isCall = (call: string | null): call is string => call?.startsWith('tel:') ?? false

function Means({ level }: { level: EscalationLevel }) {
  return (
    <div className={`${styles.means} screen-only`}>
      {isCall(level.call) && (
        <a className={styles.tap} href={level.call}>
          <IconPhone size={18} stroke={1.75} aria-hidden /> Call {level.call.slice(4)}
        </a>
      )}
      {isWeb(level.chat) && (
        <ButtonLink outside href={level.chat} icon={level.chat.includes('slack') ? IconBrandSlack : IconMessage}>
          Open {level.channel ?? 'the chat'}
        </ButtonLink>
      )}
    </div>
  )
}

function Pages({ level }: { level: EscalationLevel }) {
  if (level.pages.length === 0) return null
  return (
    <ul className={styles.pages}>
      {level.pages.map((page) => (
        <li key={page.id}>
          <Time at={page.asked_at} /> {page.to ?? 'nobody'}
          {page.stands_in && ' (backup)'}: {pageStateWords[page.state]}
          {page.why && `, ${failureWords[page.why]}`}
          {page.ended_at && (
            <>
              {' '}
              <Time at={page.ended_at} />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function Level({ level, isNext }: { level: EscalationLevel; isNext: boolean }) {
  const name = level.person?.name ?? (level.target.kind === 'rotation' ? 'Nobody is on call' : level.target.name)
  const how = [level.mechanism, level.paging_policy && `policy “${level.paging_policy}”`].filter(Boolean).join(', ')
  return (
    <li className={styles.level} aria-current={isNext ? 'step' : undefined}>
      <p className={styles.who}>
        <span className={styles.step}>{level.level}</span>
        <strong>{name}</strong>
        {level.target.kind === 'rotation' && <span className="dim">{level.target.name}</span>}
        {isNext && <span className={styles.next}>next</span>}
      </p>
      <p className={styles.how}>
        {how}
        {how && (level.stand_in || level.channel) && ' · '}
        {level.stand_in && `backup ${level.stand_in.name}`}
        {level.stand_in && level.channel && ' · '}
        {level.channel}
      </p>
      <Means level={level} />
      <Pages level={level} />
    </li>
  )
}

function Waiting({ escalation, work, onEnd }: { escalation: Escalation; work: Work; onEnd: () => void }) {
  const waits = escalation.waits
  if (!waits) return null
  const page = escalation.levels.flatMap(({ pages }) => pages).find(({ id }) => id === waits.page_id)
  if (work.pending('answer', waits.page_id)) return <p className="dim">The answer is not yet recorded.</p>
  const answered = () =>
    work.act(pageApi.answer, {
      does: 'answer',
      on: waits.page_id,
      says: `${page?.to ?? 'The page'} answered`,
      params: { ...work.params, pageId: waits.page_id },
      body: {},
    })
  return (
    <div className={styles.waits}>
      <p>
        Waiting for {page?.to ?? 'an answer'}
        {waits.until && (
          <>
            ; the next one is paged by itself, <DueTime at={waits.until} />
          </>
        )}
        .
      </p>
      <div className="row screen-only">
        <Button why={work.whyNot} onPress={answered}>
          Answered
        </Button>
        <Button why={work.whyNot} onPress={onEnd}>
          No answer
        </Button>
      </div>
    </div>
  )
}

type CallProps = { work: Work; onPage: () => void; onNoAnswer: (pageId: string) => void }

export function WhoToCall({ work, onPage, onNoAnswer }: CallProps) {
  const query = useEscalation(work)
  const escalation = query.data
  const me = useMe()
  const next = escalation ? nextToPage(escalation, me?.actor.id) : null
  const waiting = work.pending('page')
  return (
    <Section
      title="Who to call"
      lead={escalation?.path && `${escalation.path.name}${escalation.severity ? `, for ${escalation.severity}` : ''}`}
    >
      {query.isPending && <Skeleton lines={3} />}
      {query.error && !escalation && (
        <Failed what="Who to call cannot be shown" why={query.error.message} onRetry={() => void query.refetch()} />
      )}
      {escalation && escalation.path === null && (
        <p>
          {escalation.named
            ? `The policy names the escalation path “${escalation.named}”, and nobody has written it yet.`
            : 'The policy names no escalation path for this severity.'}{' '}
          Page somebody by name.
        </p>
      )}
      {escalation && (
        <>
          <Waiting escalation={escalation} work={work} onEnd={() => escalation.waits && onNoAnswer(escalation.waits.page_id)} />
          <ol className={styles.levels}>
            {escalation.levels.map((level) => (
              <Level key={level.level} level={level} isNext={next?.level === level.level} />
            ))}
          </ol>
          {escalation.problems.length > 0 && (
            <details className={styles.problems}>
              <summary>
                {escalation.problems.length === 1 ? 'One thing' : `${escalation.problems.length} things`} may keep this from reaching
                somebody
              </summary>
              <ul>
                {escalation.problems.map(({ message }) => (
                  <li key={message}>{message}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
      <div className="row screen-only">
        <Button kind="primary" why={work.whyNot} onPress={onPage} shortcut="e">
          {next ? `Page ${next.name}` : 'Page somebody'}
        </Button>
        {waiting && <span className="dim">{waiting.says}, not yet recorded.</span>}
      </div>
    </Section>
  )
}

// The interview: what is asked to find out who may have to be told. Answers are kept, can be changed, and “not known yet” is always one.
import { dataQuestions, eventQuestions, roleQuestions, sectorQuestions } from '../../../core/obligation/interview.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Time } from '../../kit/Time.tsx'
import { Unrecorded } from '../../kit/Unrecorded.tsx'
import { paths } from '../../paths.ts'
import { whyNothingFollows } from '../incident/OfIncident.tsx'
import type { Work } from '../incident/useIncident.ts'
import type { Duties } from './dutyShape.ts'
import styles from './Interview.module.css'
import { PlacesGroup } from './PlacesGroup.tsx'
import { QuestionGroup } from './QuestionGroup.tsx'
import { useInterview } from './useInterview.ts'

function Answered({ duties }: { duties: Duties }) {
  if (duties.answered_at === null) return <p>Nobody has answered yet. Until then, everything that could apply stands below.</p>
  return (
    <p className="dim">
      Answered last by {duties.answered_by && <Person who={duties.answered_by} />} <Time at={duties.answered_at} ago />. Earlier answers
      stay in the thread.
    </p>
  )
}

function contractWords(count: number): string {
  if (count === 0) return 'No customer’s contract is entered that says when they must be told.'
  return count === 1 ? 'One duty comes from a customer’s contract.' : `${count} duties come from customers’ contracts.`
}

export function Interview({ work, duties }: { work: Work; duties: Duties }) {
  const interview = useInterview(work, duties)
  const mayNot = useWhyNot('incident:work')
  const whyNot = mayNot ?? whyNothingFollows(work.incident)
  const { answers, change } = interview
  const contracts = duties.obligations.filter(({ origin }) => origin === 'contract').length
  return (
    <Section title="What happened to whose data" id="interview">
      <Answered duties={duties} />
      <form
        className={styles.interview}
        aria-label="Interview"
        onSubmit={(event) => {
          event.preventDefault()
          if (whyNot === null) interview.record()
        }}
      >
        <QuestionGroup title="Whose data it is" questions={roleQuestions} choice={answers.roles} onChange={(roles) => change({ roles })} />
        <PlacesGroup answers={answers} onChange={change} />
        <QuestionGroup title="What is in it" questions={dataQuestions} choice={answers.kinds} onChange={(kinds) => change({ kinds })} />
        <QuestionGroup title="What happened" questions={eventQuestions} choice={answers.events} onChange={(events) => change({ events })} />
        <QuestionGroup
          title="What you are"
          questions={sectorQuestions}
          choice={answers.sectors}
          onChange={(sectors) => change({ sectors })}
        />
        {interview.isChanged && <Unrecorded verb="Record the answers" why={whyNot} onDiscard={interview.discard} />}
      </form>
      <p>
        {contractWords(contracts)} <Link href={paths.contracts()}>{contracts === 0 ? 'Enter contracts' : 'See the contracts'}</Link>
      </p>
    </Section>
  )
}

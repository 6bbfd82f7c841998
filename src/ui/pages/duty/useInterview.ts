// The interview as it stands for whoever gives answers: what is recorded, what is on its way, and what was changed and not recorded yet.
import { obligationApi } from '../../../contract/obligation.ts'
import { type GivenAnswers, noAnswers, type WrittenAnswers } from '../../../core/obligation/interviewAnswers.ts'
import { useDraft } from '../../api/useDraft.ts'
import type { Work } from '../incident/useIncident.ts'
import { changesIn, hasChanges } from './answersDraft.ts'
import type { Duties } from './dutyShape.ts'

type Interviewing = {
  answers: WrittenAnswers
  change: (given: GivenAnswers) => void
  isChanged: boolean
  record: () => void
  discard: () => void
}

export function useInterview(work: Work, duties: Duties): Interviewing {
  const [draft, setDraft] = useDraft<GivenAnswers>(`interview ${work.incident.id}`)
  const recorded = (duties.answers as WrittenAnswers | null) ?? noAnswers
  const onTheirWay = work.acts
    .filter(({ does, state }) => does === 'interview' && state !== 'refused')
    .map(({ body }) => (body as { answers: GivenAnswers }).answers)
  const base = Object.assign({}, recorded, ...onTheirWay) as WrittenAnswers
  const answers = { ...base, ...draft } as WrittenAnswers
  const changes = changesIn(base, draft ?? {})
  const record = () => {
    if (!hasChanges(changes)) return
    const body = { answers: changes } as never
    work.act(obligationApi.interview, { does: 'interview', says: 'Interview answered', params: work.params, body })
    setDraft(null)
  }
  return {
    answers,
    change: (given) => setDraft({ ...draft, ...given }),
    isChanged: hasChanges(changes),
    record,
    discard: () => setDraft(null),
  }
}

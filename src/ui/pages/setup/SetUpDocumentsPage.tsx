// Set-up: six steps of questions about a company’s tools, then what its documents would say, then drafts.
import { useSearch } from '@tanstack/react-router'
import { setupApi } from '../../../contract/setup.ts'
import { useCall } from '../../api/useCall.ts'
import { useDraft } from '../../api/useDraft.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { SetUpPreview } from './SetUpPreview.tsx'
import { SetUpStep } from './SetUpStep.tsx'
import { answersOf, begunWith, type Given, type Questions, steps } from './setupSteps.ts'

export function SetUpDocumentsPage() {
  const questions = useCall(setupApi.questions)
  const whyNot = useWhyNot('document:write')
  const { step } = useSearch({ strict: false }) as { step?: string }
  return (
    <Page
      title="Set up your documents"
      above={{ label: 'Runbooks', href: paths.runbooks() }}
      // Two texts beside each other need the room.
      width={step === 'preview' ? 'full' : 'prose'}
      lead="Which tools do you use? The policy and the runbooks are then written for them: products, console paths and commands. You look at all of it before anything is written."
    >
      {whyNot !== null ? (
        <Notice title="You can read documents, and not write them">{whyNot}</Notice>
      ) : questions.data ? (
        <Asked questions={questions.data} />
      ) : questions.error ? (
        <Failed what="The questions cannot be shown" why={questions.error.message} onRetry={() => void questions.refetch()} />
      ) : (
        <Skeleton lines={10} />
      )}
    </Page>
  )
}

/** Answers stay on this device until they are changed: a preview that is left is come back to. */
function Asked({ questions }: { questions: Questions }) {
  const { step: said = '1' } = useSearch({ strict: false }) as { step?: string }
  const [kept, keep] = useDraft<Given>('document set-up')
  const given = kept ?? begunWith(questions)
  const go = useGo()
  if (said === 'preview')
    return <SetUpPreview answers={answersOf(questions, given)} onBack={() => go(paths.setUpDocuments(`${steps.length}`))} />
  const at = Math.min(Math.max(1, Number.parseInt(said, 10) || 1), steps.length)
  const step = steps[at - 1]
  if (step === undefined) return null
  return (
    <SetUpStep
      key={at}
      step={step}
      at={at}
      questions={questions}
      given={given}
      onChange={keep}
      onBack={at === 1 ? null : () => go(paths.setUpDocuments(`${at - 1}`))}
      onNext={() => go(paths.setUpDocuments(at === steps.length ? 'preview' : `${at + 1}`))}
    />
  )
}

// What could not be shown or done: what, why, the next step.
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

type FailedProps = { what: string; why: string; onRetry?: (() => void) | undefined }

export function Failed({ what, why, onRetry }: FailedProps) {
  return (
    <Notice kind="late" title={what} alert actions={onRetry && <Button onPress={onRetry}>Try again</Button>}>
      {why}
    </Notice>
  )
}

/** Why a form was not accepted, where no field says it. */
export function Refused({ problem }: { problem: { message: string } | null }) {
  if (!problem) return null
  return (
    <Notice kind="late" alert>
      {problem.message}
    </Notice>
  )
}

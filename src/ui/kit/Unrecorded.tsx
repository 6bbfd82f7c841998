// The end of a long form that was changed: how to record it, always within reach, and that nothing is lost meanwhile.
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Foot } from './Foot.tsx'

type UnrecordedProps = { verb: string; why: string | null; busy?: boolean; onDiscard: () => void; more?: ReactNode }

export function Unrecorded({ verb, why, busy = false, onDiscard, more }: UnrecordedProps) {
  return (
    <Foot>
      <Button type="submit" kind="primary" why={why} busy={busy}>
        {verb}
      </Button>
      {more}
      <Button kind="quiet" onPress={onDiscard}>
        Discard
      </Button>
      <small className="dim">Not recorded yet; kept on this device.</small>
    </Foot>
  )
}

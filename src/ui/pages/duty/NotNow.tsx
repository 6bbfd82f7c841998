// What nobody has to decide now: duties that hang on facts not known yet, those that the answers rule out, and the clocks they count from.
import type { ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Section } from '../../kit/Page.tsx'
import styles from './Duty.module.css'
import type { Duties } from './dutyShape.ts'
import { Folded } from './Folded.tsx'

function RuledOut({ ruledOut }: { ruledOut: Duties['ruled_out'] }) {
  if (ruledOut.length === 0) return null
  return (
    <Folded summary={`${ruledOut.length} ruled out by the answers`}>
      {() => (
        <ul className={styles.lines}>
          {ruledOut.map((one) => (
            <li key={one.rule} className={styles.line}>
              <span>
                {one.title} <span className="dim">({one.law})</span>
              </span>
              <small className="dim">{one.because}</small>
            </li>
          ))}
        </ul>
      )}
    </Folded>
  )
}

type NotNowProps = {
  mayApply: number
  /** Made when they are looked at: before the interview there are many. */
  cards: () => ReactNode
  ruledOut: Duties['ruled_out']
  whyNotClock: string | null
  onClock: () => void
}

export function NotNow({ mayApply, cards, ruledOut, whyNotClock, onClock }: NotNowProps) {
  return (
    <Section title="Not now">
      {mayApply > 0 && <Folded summary={`${mayApply} may apply, depending on what is not known yet`}>{cards}</Folded>}
      <RuledOut ruledOut={ruledOut} />
      <div className="row screen-only">
        <Button kind="quiet" why={whyNotClock} onPress={onClock}>
          State when a clock started
        </Button>
      </div>
    </Section>
  )
}

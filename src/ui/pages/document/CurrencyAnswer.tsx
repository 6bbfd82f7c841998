// Yes or no, in words, with what an auditor should know besides.
import { Notice } from '../../kit/Notice.tsx'
import styles from './Documents.module.css'
import type { Currency } from './documentShape.ts'

export function CurrencyAnswer({ currency }: { currency: Currency }) {
  const { answer, current } = currency
  const says = /^(yes|no)\b/i.test(answer) ? answer : `${current ? 'Yes' : 'No'}. ${answer}`
  return (
    <>
      <Notice kind={current ? 'conforms' : 'late'} title={`${current ? '✓' : '!'} ${says}`} />
      {currency.remarks.length > 0 && (
        <ul className={styles.remarks} aria-label="Worth knowing">
          {currency.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
    </>
  )
}

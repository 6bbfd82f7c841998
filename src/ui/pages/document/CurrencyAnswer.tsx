// Yes or no, in words, with what an auditor should know besides.
import { Notice } from '../../kit/Notice.tsx'
import styles from './Documents.module.css'
import type { Currency } from './documentShape.ts'

export function CurrencyAnswer({ currency }: { currency: Currency }) {
  return (
    <>
      <Notice kind={currency.current ? 'conforms' : 'late'} title={currency.current ? '✓ Yes' : '! No'}>
        {currency.answer}
      </Notice>
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

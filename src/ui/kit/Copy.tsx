// Copying: a button that says when it is done, a hash shortened in the middle, a command ready to paste.
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import styles from './Copy.module.css'

/** The clipboard needs a secure page; over plain HTTP the old way still works. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // Refused by the browser: try the old way.
    }
  }
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'said'
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  return done
}

export function CopyButton({ text, what, children }: { text: string; what: string; children?: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2_000)
    return () => clearTimeout(timer)
  }, [state])
  const label = state === 'copied' ? 'Copied' : state === 'failed' ? 'Select and copy by hand' : `Copy ${what}`
  return (
    <>
      <Button
        small
        kind="quiet"
        icon={state === 'copied' ? IconCheck : IconCopy}
        label={label}
        onPress={() => void copyText(text).then((done) => setState(done ? 'copied' : 'failed'))}
      >
        {children && (state === 'copied' ? 'Copied' : children)}
      </Button>
      <span className="said" role="status">
        {state === 'idle' ? '' : label}
      </span>
    </>
  )
}

export function shorten(text: string, head = 8, tail = 6): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`
}

export function Hash({ value, what = 'hash' }: { value: string; what?: string }) {
  return (
    <span className={styles.hash}>
      <code title={value}>{shorten(value)}</code>
      <span className={styles.whole}>{value}</span>
      <CopyButton text={value} what={what} />
    </span>
  )
}

/** Text to paste elsewhere; `wrap` breaks long lines instead of scrolling. */
export function Code({ text, what, wrap = false }: { text: string; what: string; wrap?: boolean }) {
  return (
    <div className={styles.code}>
      {wrap ? (
        <pre className={styles.wrap}>{text}</pre>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
        <section className={styles.scroll} tabIndex={0} aria-label={what}>
          <pre>{text}</pre>
        </section>
      )}
      <CopyButton text={text} what={what}>
        Copy
      </CopyButton>
    </div>
  )
}

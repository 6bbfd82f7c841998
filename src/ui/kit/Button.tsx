// What can be pressed. A button that cannot be pressed says why.
import { type ComponentType, type ReactNode, type Ref, useState } from 'react'
import styles from './Button.module.css'
import { Hint } from './Hint.tsx'
import { Link } from './Link.tsx'

type Icon = ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean }>
type Look = {
  kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  icon?: Icon | undefined
  small?: boolean
  children?: ReactNode
  label?: string
}

export type ButtonProps = Look & {
  onPress?: () => void
  type?: 'button' | 'submit'
  /** Why it cannot be pressed now; null or left out: it can. */
  why?: string | null
  busy?: boolean
  shortcut?: string
  pressed?: boolean
  expanded?: boolean
  ref?: Ref<HTMLButtonElement>
}

function className({ kind = 'plain', small, children }: Look): string {
  return [styles.button, styles[kind], small ? styles.small : '', children === undefined ? styles.bare : ''].join(' ')
}

function Inside({ icon: IconOf, children, shortcut }: Look & { shortcut?: string | undefined }) {
  return (
    <>
      {IconOf && <IconOf size={18} stroke={1.75} aria-hidden />}
      {children}
      {shortcut && (
        <span className={styles.key} aria-hidden="true">
          {shortcut}
        </span>
      )}
    </>
  )
}

export function Button(props: ButtonProps) {
  const { onPress, type = 'button', why = null, busy = false, shortcut, label, pressed, expanded, ref } = props
  const [asked, setAsked] = useState(false)
  const blocked = why !== null || busy
  const press = (event: React.MouseEvent) => {
    if (blocked) {
      event.preventDefault()
      setAsked(why !== null)
      return
    }
    onPress?.()
  }
  const button = (
    <button
      ref={ref}
      type={type}
      className={className(props)}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-keyshortcuts={shortcut}
      onClick={press}
      onBlur={() => setAsked(false)}
    >
      <Inside icon={props.icon} shortcut={shortcut}>
        {busy ? <span className={styles.busy}>{props.children}</span> : props.children}
      </Inside>
    </button>
  )
  const hint = why ?? (props.children === undefined ? label : undefined)
  if (!hint) return button
  return (
    <Hint text={hint} shown={asked}>
      {button}
    </Hint>
  )
}

type ButtonLinkProps = Look & { href: string; download?: boolean | string; outside?: boolean }

export function ButtonLink({ href, download, outside, label, ...look }: ButtonLinkProps) {
  const inside = <Inside icon={look.icon}>{look.children}</Inside>
  const shared = { href, className: className(look), ...(label ? { 'aria-label': label, title: label } : {}) }
  if (download !== undefined)
    return (
      <a {...shared} download={download}>
        {inside}
      </a>
    )
  if (outside)
    return (
      <a {...shared} target="_blank" rel="noreferrer noopener">
        {inside}
      </a>
    )
  return <Link {...shared}>{inside}</Link>
}

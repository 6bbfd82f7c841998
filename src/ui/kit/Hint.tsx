// A word beside what the pointer or the keyboard is at: why a button cannot be pressed, what a mark proves.
import { cloneElement, type FocusEvent, type PointerEvent, type ReactElement, useCallback, useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import styles from './Hint.module.css'

type Handlers = {
  onPointerEnter?: (event: PointerEvent<HTMLElement>) => void
  onPointerLeave?: (event: PointerEvent<HTMLElement>) => void
  onFocus?: (event: FocusEvent<HTMLElement>) => void
  onBlur?: (event: FocusEvent<HTMLElement>) => void
  'aria-describedby'?: string | undefined
}

type HintProps = { text: string; shown?: boolean; children: ReactElement<Handlers> }

const gap = 8

/** Above what it belongs to, below where there is no room; never past the edge of the window. */
function place(box: HTMLElement, at: DOMRect): void {
  const { width, height } = box.getBoundingClientRect()
  const left = Math.min(Math.max(gap, at.left + at.width / 2 - width / 2), window.innerWidth - width - gap)
  const above = at.top - height - gap
  box.style.left = `${left}px`
  box.style.top = `${above >= gap ? above : at.bottom + gap}px`
}

export function Hint({ text, shown = false, children }: HintProps) {
  const [target, setTarget] = useState<HTMLElement | null>(null)
  const latest = useRef<HTMLElement | null>(null)
  const id = useId()
  const given = children.props
  const open = target !== null
  const put = useCallback(
    (box: HTMLDivElement | null) => {
      if (box && target) place(box, target.getBoundingClientRect())
    },
    [target],
  )
  const show = (event: { currentTarget: HTMLElement }) => {
    latest.current = event.currentTarget
    setTarget(event.currentTarget)
  }
  const hide = () => setTarget(null)
  useEffect(() => {
    if (shown) setTarget(latest.current)
  }, [shown])
  useEffect(() => {
    if (!open) return
    const away = () => setTarget(null)
    window.addEventListener('scroll', away, { capture: true, passive: true })
    return () => window.removeEventListener('scroll', away, { capture: true })
  }, [open])
  const handlers: Handlers = {
    onPointerEnter: (event) => {
      given.onPointerEnter?.(event)
      latest.current = event.currentTarget
      if (event.pointerType !== 'touch') show(event)
    },
    onPointerLeave: (event) => {
      given.onPointerLeave?.(event)
      if (event.pointerType !== 'touch') hide()
    },
    onFocus: (event) => {
      given.onFocus?.(event)
      // A tap focuses as well; what it pressed says by itself whether there is something to say.
      latest.current = event.currentTarget
      if (event.currentTarget.matches(':focus-visible')) show(event)
    },
    onBlur: (event) => {
      given.onBlur?.(event)
      hide()
    },
    'aria-describedby': open ? id : undefined,
  }
  return (
    <>
      {cloneElement(children, handlers)}
      {open &&
        createPortal(
          <div id={id} ref={put} role="tooltip" className={styles.hint}>
            {text}
          </div>,
          document.body,
        )}
    </>
  )
}

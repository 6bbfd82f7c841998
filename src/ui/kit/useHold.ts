// A row held under a finger: what a long press means, told apart from a tap and from scrolling.
import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react'

const held = 450
/** A finger that moves further than this scrolls. */
const still = 10

type HoldHandlers = {
  onPointerDown?: (event: PointerEvent) => void
  onPointerMove?: (event: PointerEvent) => void
  onPointerUp?: () => void
  onPointerCancel?: () => void
  onClickCapture?: (event: MouseEvent) => void
  onContextMenu?: (event: MouseEvent) => void
}

/** For the element around the rows; each row names itself by `data-key`. Null: holding means nothing. */
export function useHold(onHold: ((key: string) => void) | null): HoldHandlers {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const from = useRef({ x: 0, y: 0 })
  const done = useRef(false)
  useEffect(() => () => clearTimeout(timer.current), [])
  if (!onHold) return {}
  const end = () => clearTimeout(timer.current)
  return {
    onPointerDown: (event) => {
      end()
      done.current = false
      const key = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]')?.dataset.key : undefined
      if (event.pointerType !== 'touch' || key === undefined) return
      from.current = { x: event.clientX, y: event.clientY }
      timer.current = setTimeout(() => {
        done.current = true
        onHold(key)
      }, held)
    },
    onPointerMove: (event) => {
      if (Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) > still) end()
    },
    onPointerUp: end,
    onPointerCancel: end,
    // The finger that goes up after a hold would open what it has just selected.
    onClickCapture: (event) => {
      if (!done.current) return
      done.current = false
      event.preventDefault()
      event.stopPropagation()
    },
    // The browser's own answer to holding a link.
    onContextMenu: (event) => {
      if (done.current) event.preventDefault()
    },
  }
}

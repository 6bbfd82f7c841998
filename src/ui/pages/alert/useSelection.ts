// Which rows are chosen, one by one or by range, and where the keyboard is.
import { useCallback, useMemo, useRef, useState } from 'react'

export type Selection = {
  keys: ReadonlySet<string>
  toggle: (key: string, range: boolean) => void
  selectAll: () => void
  clear: () => void
  drop: (keys: readonly string[]) => void
}

export function useSelection(rows: readonly { id: string }[]): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const anchor = useRef<string | null>(null)
  const latest = useRef(rows)
  latest.current = rows
  const toggle = useCallback((key: string, range: boolean) => {
    const from = range && anchor.current !== null ? latest.current.findIndex((row) => row.id === anchor.current) : -1
    const to = latest.current.findIndex((row) => row.id === key)
    anchor.current = key
    setKeys((before) => {
      const next = new Set(before)
      if (from >= 0 && to >= 0) {
        for (const row of latest.current.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(row.id)
      } else if (!next.delete(key)) next.add(key)
      return next
    })
  }, [])
  const selectAll = useCallback(() => setKeys(new Set(latest.current.map((row) => row.id))), [])
  const clear = useCallback(() => setKeys(new Set()), [])
  const drop = useCallback((gone: readonly string[]) => {
    setKeys((before) => {
      const next = new Set(before)
      for (const key of gone) next.delete(key)
      return next
    })
  }, [])
  return useMemo(() => ({ keys, toggle, selectAll, clear, drop }), [keys, toggle, selectAll, clear, drop])
}

// Light or dark: what the person chose, else dark from 22:00 to 06:00 by their own clock.
import { useEffect, useState, useSyncExternalStore } from 'react'

export const appearances = ['clock', 'light', 'dark', 'system'] as const
export type Appearance = (typeof appearances)[number]

export const appearanceLabels: Record<Appearance, string> = {
  clock: 'By the clock: dark from 22:00 to 06:00',
  light: 'Light',
  dark: 'Dark',
  system: 'As this device says',
}

const place = 'tickmark.appearance'
const listeners = new Set<() => void>()

/** The rule itself; `public/theme.js` says the same before first paint. */
export function isDark(chosen: Appearance, hour: number, systemDark: boolean): boolean {
  if (chosen === 'system') return systemDark
  if (chosen === 'clock') return hour >= 22 || hour < 6
  return chosen === 'dark'
}

export function readAppearance(): Appearance {
  try {
    const kept = localStorage.getItem(place)
    return appearances.find((one) => one === kept) ?? 'clock'
  } catch {
    // A browser may forbid storage; then the clock decides.
    return 'clock'
  }
}

export function chooseAppearance(chosen: Appearance): void {
  try {
    localStorage.setItem(place, chosen)
  } catch {
    // Not kept for the next visit; the page still changes now.
  }
  for (const tell of listeners) tell()
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  window.addEventListener('storage', tell)
  return () => {
    listeners.delete(tell)
    window.removeEventListener('storage', tell)
  }
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(listen, readAppearance)
}

const systemQuery = '(prefers-color-scheme: dark)'

export function useColorScheme(): 'light' | 'dark' {
  const chosen = useAppearance()
  const [, again] = useState(0)
  useEffect(() => {
    const look = () => again((count) => count + 1)
    const timer = setInterval(look, 60_000)
    const media = matchMedia(systemQuery)
    media.addEventListener('change', look)
    return () => {
      clearInterval(timer)
      media.removeEventListener('change', look)
    }
  }, [])
  return isDark(chosen, new Date().getHours(), matchMedia(systemQuery).matches) ? 'dark' : 'light'
}

// Light or dark: the rule, and that the script before first paint follows the same one.
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { appearances, isDark } from './appearance.ts'

const script = readFileSync(new URL('../public/theme.js', import.meta.url), 'utf8')

function beforeFirstPaint(chosen: string | null, hour: number, systemDark: boolean): string | undefined {
  let scheme: string | undefined
  const setAttribute = (_: string, value: string) => {
    scheme = value
  }
  runInNewContext(script, {
    localStorage: { getItem: () => chosen },
    Date: class {
      getHours() {
        return hour
      }
    },
    matchMedia: () => ({ matches: systemDark }),
    document: { documentElement: { setAttribute } },
  })
  return scheme
}

test('it is dark from 22:00 to 06:00 unless the person chose', () => {
  expect([21, 22, 0, 5, 6].map((hour) => isDark('clock', hour, false))).toEqual([false, true, true, true, false])
  expect(isDark('light', 2, true)).toBe(false)
  expect(isDark('dark', 12, false)).toBe(true)
})
test('the script before first paint says the same as the page after it', () => {
  for (const chosen of appearances) {
    for (const hour of [2, 12, 22]) {
      for (const system of [true, false])
        expect(beforeFirstPaint(chosen, hour, system)).toBe(isDark(chosen, hour, system) ? 'dark' : 'light')
    }
  }
  expect(beforeFirstPaint(null, 23, false)).toBe('dark')
})

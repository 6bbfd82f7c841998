// What one setting is: its name, its preset, what it may be, and what it means.
import type { Reader } from './settingReaders.ts'

export type Setting<T> = {
  name: string
  /** As it would be written in the environment; null: not set. */
  preset: string | null
  /** Where the preset depends on other settings, in words. */
  presetSaid?: string
  /** Ends the sentence "TICKMARK_PORT must be …". */
  expects: string
  means: string
  read: Reader<T>
  /** Its value is never repeated in messages. */
  secret?: boolean
}

export function setting<T>(of: Setting<T> & { preset: string }): Setting<T> & { preset: string } {
  return of
}

export function optional<T>(of: Omit<Setting<T>, 'preset'>): Setting<T> & { preset: null } {
  return { ...of, preset: null }
}

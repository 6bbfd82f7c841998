// How pages speak of evidence: what kind of thing it is, how large, and what was done with it.
import type { Custody, Evidence, Preservation } from './evidenceShape.ts'

const kinds: readonly [RegExp, string][] = [
  [/^image\/(\w+)/, 'picture'],
  [/^text\/plain/, 'text'],
  [/^application\/pdf/, 'PDF'],
  [/^(application\/(zip|gzip|zstd|x-7z|x-xz|x-bzip2|vnd\.rar|x-tar))/, 'archive'],
  [/(pcap)/, 'network capture'],
  [/lime-memory/, 'memory image'],
  [/windows-event-log/, 'Windows event log'],
  [/(elf|portable-executable|mach-binary|wasm)/, 'program'],
  [/^(audio|video)\//, 'recording'],
]

export function kindOf({ type, command }: Pick<Evidence, 'type' | 'command'>): string {
  if (command) return 'what a command said'
  return kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'file'
}

/** In powers of ten, as disks and downloads are measured; the exact number of bytes stands on the item's own page. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  const units = ['kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1000 ** power).toLocaleString('en', { maximumFractionDigits: 1 })} ${units[power - 1]}`
}

export const custodyWords: Record<Custody['what'], string> = {
  captured: 'kept it',
  shown: 'looked at it',
  downloaded: 'downloaded it',
  handed_over: 'handed it over',
}

export const standingWords: Record<Preservation['standing'], string> = {
  open: 'to be kept',
  past: 'past its time',
  captured: 'kept',
  lost: 'lost',
  not_needed: 'not needed',
}

const day = 24 * 3_600_000

/** Red where it is late, amber within a day: what is lost is lost for good. */
export function lossMark({ standing, lost_at }: Pick<Preservation, 'standing' | 'lost_at'>, now: number): 'late' | 'soon' | '' {
  if (standing === 'past') return 'late'
  if (standing !== 'open' || lost_at === null) return ''
  const left = Date.parse(lost_at) - now
  return left <= 0 ? 'late' : left < day ? 'soon' : ''
}

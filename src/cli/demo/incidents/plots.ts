// What happens in the demo beside its alerts: the company’s documents, a breach told in stages, a Severity 1 handled too slowly, one that was none, an exercise, and the one of tonight.
import { documents } from '../documents/documents.ts'
import { exercise } from './exercise.ts'
import { exposedExport } from './exposedExport.ts'
import { falseTrail } from './falseTrail.ts'
import { leakedKey } from './leakedKey.ts'
import { houseKeeping, whoIsOnCall } from './onCall.ts'
import type { Plot, Setting } from './plot.ts'
import { tonight } from './tonight.ts'

export function writePlots(when: Pick<Setting, 'quarter' | 'now'>): Plot[] {
  const setting: Setting = { ...when, onCallAt: whoIsOnCall(when.quarter.first) }
  return [houseKeeping, documents, falseTrail, exposedExport, leakedKey, exercise, tonight].map((plot) => plot(setting))
}

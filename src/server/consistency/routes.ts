// What may be asked about documents held against each other, and about what the linter says.
import { consistencyApi } from '../../contract/consistency.ts'
import type { Room } from '../http/room.ts'
import { openRoute } from '../http/route.ts'
import { stopLinterThread } from './linterThread.ts'
import { lintKept, lintText } from './lintText.ts'
import { readConsistency } from './readConsistency.ts'
import { defineScoreDocuments } from './scoreDocuments.job.ts'

export const consistencyRoom: Room = {
  name: 'consistency',
  routes: [
    openRoute(consistencyApi.get, readConsistency),
    openRoute(consistencyApi.lint, lintText),
    openRoute(consistencyApi.findings, lintKept),
  ],
  start: async (services) => {
    await defineScoreDocuments(services)
    return async () => stopLinterThread()
  },
}

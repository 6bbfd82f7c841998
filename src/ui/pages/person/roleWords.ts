// What each role is for, in a sentence.
import type { Role } from '../../../core/kernel/actor.ts'

export const roleWords: Record<Role, string> = {
  admin: 'everything, also sources, people and tokens.',
  compliance: 'review alerts, explain gaps, open audits and choose where checkpoints are sent.',
  responder: 'review alerts and explain gaps.',
  auditor: 'read everything and download packages; change nothing. Needs a day on which the access ends.',
  viewer: 'see alerts, sources and coverage; change nothing.',
}

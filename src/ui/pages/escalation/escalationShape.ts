// The contract's rotations and paths as the pages of this noun name them.
import type { z } from 'zod'
import type { EscalationPath as PathShape, Rotation as RotationShape } from '../../../contract/escalation.ts'
import type { Person as PersonShape } from '../../../contract/person.ts'

export type Rotation = z.output<typeof RotationShape>
export type EscalationPath = z.output<typeof PathShape>
export type Person = z.output<typeof PersonShape>

// The contract's rotations and paths as the pages of this noun name them.
import type { z } from 'zod'
import type { EscalationPath as PathShape } from '../../../contract/escalationPath.ts'
import type { Person as PersonShape } from '../../../contract/person.ts'
import type { Rotation as RotationShape } from '../../../contract/rotation.ts'

export type Rotation = z.output<typeof RotationShape>
export type EscalationPath = z.output<typeof PathShape>
export type Person = z.output<typeof PersonShape>

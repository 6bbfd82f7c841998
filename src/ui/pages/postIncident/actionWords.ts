// What the pages say of a corrective action: how it stands, and by when something is to be done about it.
import type { Status } from '../../kit/StatusMark.tsx'
import type { Action } from './reviewShape.ts'

export const actionStateWords: Record<Action['state'], { words: string; status: Status; isLate: boolean }> = {
  open: { words: 'open', status: 'pending', isLate: false },
  overdue: { words: 'overdue', status: 'exception', isLate: true },
  closed: { words: 'closed, its effect not checked yet', status: 'pending', isLate: false },
  effective: { words: 'closed, and it had its effect', status: 'conforms', isLate: false },
  'not-effective': { words: 'without effect: open again', status: 'exception', isLate: false },
}

/** One that had no effect is open again, and is closed once more. */
export function isToDo({ state }: Pick<Action, 'state'>): boolean {
  return state === 'open' || state === 'overdue' || state === 'not-effective'
}

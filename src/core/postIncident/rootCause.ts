// Does a chain of causes end in a weakness that somebody can mend? “Unauthorized access” is what happened, never why it could happen.

export const causeKinds = ['event', 'condition', 'weakness'] as const
export type CauseKind = (typeof causeKinds)[number]

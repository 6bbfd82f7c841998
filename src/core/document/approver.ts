// Whom does an approver of a text name: one person, everyone with a role, or a title that somebody signs as?
export const approverKinds = ['person', 'role', 'title'] as const
export type ApproverKind = (typeof approverKinds)[number]

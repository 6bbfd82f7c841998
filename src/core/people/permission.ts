// Who may do what: roles and the permissions each holds. The contract names one permission per endpoint.

import type { Role } from '../kernel/actor.ts'

/** What each permission lets its holder do, in words that the settings page shows. */
export const permissions = {
  'alert:read': 'See alerts, their observations and reviews',
  'alert:review': 'Record what an alert turned out to be, and correct that',
  'delivery:read': 'See what sources sent, byte for byte, also what was refused',
  'delivery:reinterpret': 'Read a refused delivery again after its source was mended',
  'source:read': 'See sources and how they are set up',
  'source:write': 'Add, change and retire sources, and renew their keys',
  'coverage:read': 'See heartbeats and gaps per source and day',
  'coverage:explain': 'Explain a coverage gap',
  'ledger:read': 'See ledger entries, checkpoints, proofs and anchors',
  'ledger:anchor': 'Choose where checkpoints are sent',
  'incident:read': 'See incidents and their threads; private ones only as a number, unless one is on them or keeps compliance',
  'incident:declare': 'Declare an incident',
  'incident:work': 'Work on incidents: acknowledge, answer the severity questions, page, follow runbooks, keep evidence, close',
  'incident:restrict': 'Make an incident private, and public again',
  'runbook:read': 'See runbooks and policies, and print them',
  'document:write': 'Write drafts of policies and runbooks, propose them, and say that a runbook is still valid',
  'document:approve': 'Approve a policy or runbook that names one as an approver',
  'document:publish': 'Put a text in force that names no approvers, sign as a title, retire documents',
  'escalation:read': 'See rotations and escalation paths, and who is on call',
  'escalation:write': 'Change rotations and escalation paths',
  'evidence:read': 'See and download what was kept as evidence; every access is on record',
  'evidence:write': 'Keep evidence, and settle what is to be preserved',
  'obligation:read': 'See whom an incident obliges to notify, and by when',
  'obligation:decide': 'Decide whether an obligation is taken on, and enter customer contracts',
  'notice:write': 'Write notices and status updates, and record that they went out',
  'notice:approve': 'Approve notices before they go out',
  'post_incident:write': 'Write the review after an incident, and its corrective actions',
  'post_incident:approve': 'Approve the review after an incident',
  'framework:read': 'See frameworks, what their criteria ask, and what answers and evidences them',
  'audit:read': 'See audits and download their packages',
  'audit:write': 'Open an audit and build its package',
  'person:read': 'See who has access and with which role',
  'person:write': 'Invite people, change roles and end access',
  'token:read': 'See API tokens (never their secret)',
  'token:write': 'Make and revoke API tokens',
  'organization:read': 'See the organization’s name and time zone',
  'organization:write': 'Change the organization’s name and time zone',
} as const

export type Permission = keyof typeof permissions

const everyone: Permission[] = [
  'alert:read',
  'source:read',
  'coverage:read',
  'organization:read',
  'person:read',
  'incident:read',
  'runbook:read',
  'escalation:read',
  'framework:read',
]
const evidence: Permission[] = ['delivery:read', 'ledger:read', 'audit:read', 'evidence:read', 'obligation:read']
/** Whoever may be woken at night can do the whole of the work; who says that it is good enough is somebody else. */
const work: Permission[] = [
  'incident:declare',
  'incident:work',
  'incident:restrict',
  'evidence:read',
  'evidence:write',
  'obligation:read',
  'notice:write',
  'post_incident:write',
  'document:write',
  'document:approve',
]

const granted: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set(Object.keys(permissions) as Permission[]),
  compliance: new Set<Permission>([
    ...everyone,
    ...evidence,
    ...work,
    'escalation:write',
    'obligation:decide',
    'notice:approve',
    'post_incident:approve',
    'document:publish',
    'alert:review',
    'coverage:explain',
    'audit:write',
    'ledger:anchor',
    'delivery:reinterpret',
    'token:read',
  ]),
  responder: new Set<Permission>([...everyone, ...work, 'delivery:read', 'ledger:read', 'alert:review', 'coverage:explain']),
  auditor: new Set<Permission>([...everyone, ...evidence]),
  viewer: new Set<Permission>(everyone),
}

export function mayRole(role: Role, permission: Permission): boolean {
  return granted[role].has(permission)
}

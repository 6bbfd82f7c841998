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

const everyone: Permission[] = ['alert:read', 'source:read', 'coverage:read', 'organization:read', 'person:read']
const evidence: Permission[] = ['delivery:read', 'ledger:read', 'audit:read']

const granted: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set(Object.keys(permissions) as Permission[]),
  compliance: new Set<Permission>([
    ...everyone,
    ...evidence,
    'alert:review',
    'coverage:explain',
    'audit:write',
    'ledger:anchor',
    'delivery:reinterpret',
    'token:read',
  ]),
  responder: new Set<Permission>([...everyone, 'delivery:read', 'ledger:read', 'alert:review', 'coverage:explain']),
  auditor: new Set<Permission>([...everyone, ...evidence]),
  viewer: new Set<Permission>(everyone),
}

export function mayRole(role: Role, permission: Permission): boolean {
  return granted[role].has(permission)
}

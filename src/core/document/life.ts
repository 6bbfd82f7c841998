// The words for the life of a version: how it came into force, and where it stands.

/** On what a version is in force. */
export const bases = ['approved', 'published', 'emergency', 'shipped'] as const
export type Basis = (typeof bases)[number]

/** `approved`: it takes effect later. Derived from what happened, never stored. */
export const versionStates = ['proposed', 'approved', 'in-force', 'superseded', 'withdrawn'] as const
export type VersionState = (typeof versionStates)[number]

// Names of things: a UUIDv7 in hex behind a prefix that says what it names. The same text in tables, entries, URLs and logs.

const prefixes = {
  organization: 'org',
  person: 'per',
  session: 'ses',
  invitation: 'inv',
  token: 'tok',
  source: 'src',
  delivery: 'dlv',
  alert: 'alr',
  review: 'rev',
  gap: 'gap',
  audit: 'aud',
  package: 'pkg',
  anchor: 'anc',
  destination: 'dst',
  evidence: 'evi',
  preservation: 'prs',
} as const

export type IdNoun = keyof typeof prefixes

declare const noun: unique symbol
/** `<prefix>_<32 hex digits>`, for instance `alr_0197…`; branded so that an alert's id cannot be given where a source's is wanted. */
export type Id<N extends IdNoun> = string & { readonly [noun]: N }

export type OrganizationId = Id<'organization'>
export type PersonId = Id<'person'>
export type SourceId = Id<'source'>
export type DeliveryId = Id<'delivery'>
export type AlertId = Id<'alert'>
export type ReviewId = Id<'review'>
export type GapId = Id<'gap'>
export type AuditId = Id<'audit'>
export type PackageId = Id<'package'>
export type TokenId = Id<'token'>
export type SessionId = Id<'session'>
export type InvitationId = Id<'invitation'>
export type DestinationId = Id<'destination'>
export type AnchorId = Id<'anchor'>
export type EvidenceId = Id<'evidence'>
export type PreservationId = Id<'preservation'>

const patterns = Object.fromEntries(Object.entries(prefixes).map(([of, prefix]) => [of, new RegExp(`^${prefix}_[0-9a-f]{32}$`)])) as Record<
  IdNoun,
  RegExp
>

export function idPattern(of: IdNoun): RegExp {
  return patterns[of]
}

export function isId<N extends IdNoun>(of: N, text: string): text is Id<N> {
  return idPattern(of).test(text)
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** 32 hex digits of a UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 of the 80 given random bits. */
export function uuidV7Hex(unixMilliseconds: number, random: Uint8Array): string {
  if (random.length !== 10) throw new RangeError(`uuidV7Hex needs 10 random bytes, got ${random.length}`)
  const time = Math.floor(unixMilliseconds).toString(16).padStart(12, '0')
  const bytes = Uint8Array.from(random)
  bytes[0] = ((bytes[0] ?? 0) & 0x0f) | 0x70
  bytes[2] = ((bytes[2] ?? 0) & 0x3f) | 0x80
  let text = time
  for (const byte of bytes) text += hex[byte]
  return text
}

export function makeId<N extends IdNoun>(of: N, unixMilliseconds: number, random: Uint8Array): Id<N> {
  return `${prefixes[of]}_${uuidV7Hex(unixMilliseconds, random)}` as Id<N>
}

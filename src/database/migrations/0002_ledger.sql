-- The evidence ledger: what was recorded and waits, what is sealed, and the checkpoints over it.

create table ledger (
  org_id id primary key references organization,
  -- Name of the log and of its key: `<host>/t/<random>`.
  origin text not null,
  key_generation integer not null default 1,
  size bigint not null default 0,
  -- The popcount(size) subtree roots from the left, 32 bytes each: all that is needed to append.
  frontier bytea not null default '',
  -- Why signing stopped (see the restore guard); null while all is well.
  halted text
);

-- Recorded in the same transaction as the change itself; emptied by the sequencer.
create table ledger_inbox (
  org_id id not null references organization,
  entry_id uuid not null,
  header bytea not null,
  leaf_hash sha256 not null,
  recorded_at timestamptz not null,
  -- Taken when the row is written, after every lock of its transaction: who acted on what another had committed has the higher number,
  -- whatever their clocks say. Orders what is sealed together; never a bookmark, because numbers are committed out of order.
  position bigint generated always as identity,
  primary key (org_id, entry_id),
  unique (org_id, position)
);

create table ledger_entry (
  org_id id not null references ledger,
  index bigint not null,
  entry_id uuid not null,
  kind text collate "C" not null,
  obj text collate "C" not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  header bytea not null,
  leaf_hash sha256 not null,
  primary key (org_id, index),
  unique (org_id, entry_id)
);

create index ledger_entry_object on ledger_entry (org_id, obj, index);
create index ledger_entry_kind on ledger_entry (org_id, kind, index);

-- Interior hashes of complete subtrees above single leaves, for proofs without reading the whole log.
-- (level, position) covers leaves position*2^level up to (position+1)*2^level.
create table ledger_node (
  org_id id not null references ledger,
  level smallint not null check (level > 0),
  position bigint not null,
  hash sha256 not null,
  primary key (org_id, level, position)
);

-- Salt and bytes behind a commitment. Rows may only be removed by erasure, which records an entry.
create table ledger_opening (
  org_id id not null references organization,
  entry_id uuid not null,
  slot text collate "C" not null check (slot in ('detail', 'file', 'personal')),
  salt bytea not null check (octet_length(salt) = 32),
  bytes bytea not null,
  primary key (org_id, entry_id, slot)
);

create table checkpoint (
  org_id id not null references ledger,
  size bigint not null,
  root sha256 not null,
  -- The signed note, as it is published.
  note text not null,
  signed_at timestamptz not null,
  primary key (org_id, size)
);

create index checkpoint_signed on checkpoint (org_id, signed_at);

-- Where checkpoints are sent so that they leave our hands.
create table anchor_destination (
  org_id id not null references organization,
  destination_id id not null,
  kind text not null check (kind in ('timestamp', 'mail', 'webhook', 'directory')),
  name text not null,
  settings jsonb not null,
  -- Seconds between two anchors of the same destination.
  every_seconds integer not null check (every_seconds >= 60),
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (org_id, destination_id)
);

-- One attempt series to put one checkpoint at one destination.
create table anchor (
  org_id id not null,
  anchor_id id not null,
  destination_id id not null,
  size bigint not null,
  state text not null check (state in ('pending', 'anchored', 'failed')),
  attempts integer not null default 0,
  last_error text,
  requested_at timestamptz not null,
  anchored_at timestamptz,
  -- The instant the timestamp authority vouches for.
  authority_at timestamptz,
  -- RFC 3161 response, or what the destination answered.
  token bytea,
  primary key (org_id, anchor_id),
  foreign key (org_id, destination_id) references anchor_destination,
  foreign key (org_id, size) references checkpoint
);

create index anchor_size on anchor (org_id, size);
create index anchor_pending on anchor (org_id, destination_id) where state = 'pending';

create table accounts (
  person_id uuid primary key references people (id),
  password_hash text not null,
  changed_at bigint not null
);

-- Tokens lie here as their SHA-256 only.
create table sessions (
  token_hash text primary key,
  person_id uuid not null references people (id),
  shell text not null,
  created_at bigint not null,
  expires_at bigint not null
);
create index sessions_person on sessions (person_id);

-- One-time codes: an invitation, a reset, or the first administrator's (whose person isn't there yet).
create table codes (
  code_hash text primary key,
  kind text not null check (kind in ('invite', 'reset', 'first')),
  person_id uuid references people (id),
  expires_at bigint not null,
  used_at bigint
);

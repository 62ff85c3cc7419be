-- Every administrative act: who, when, what, before and after. Never a secret. Rows are only added.
create table audit (
  id bigint generated always as identity primary key,
  at bigint not null,
  person_id uuid not null references people (id),
  act text not null,
  about text not null,
  name text not null,
  before jsonb,
  after jsonb
);

-- Keys of other systems. The key itself lies here as its SHA-256 only.
create table api_keys (
  id uuid primary key,
  key_hash text not null unique,
  prefix text not null,
  name text not null,
  scopes text[] not null,
  made_by uuid not null references people (id),
  made_at bigint not null,
  last_used_at bigint,
  revoked_at bigint
);

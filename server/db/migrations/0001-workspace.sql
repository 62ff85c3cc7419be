-- One workspace a database. `server_id` is for ever, `epoch` is new after a restore.
create table workspace (
  single boolean primary key default true check (single),
  server_id uuid not null,
  epoch uuid not null,
  name text not null
);

-- Numbers that only grow, one row each, so that taking one locks nothing else.
-- `feed` is taken by the last statement of a transaction: its order is the order of commits.
create table counters (
  name text primary key,
  value bigint not null
);
insert into counters (name, value) values ('feed', 0), ('ticket', 0), ('reference', 0);

-- Tiers, teams, organisations, requesters, services, categories: version 0, replaced.
-- Calendars, policies, the matrix: versions from 1, never changed.
create table documents (
  kind text not null,
  id uuid not null,
  version integer not null,
  body jsonb not null,
  primary key (kind, id, version)
);

create table people (
  id uuid primary key,
  email text not null,
  body jsonb not null
);
create unique index people_email on people (lower(email));

create table tickets (
  id uuid primary key,
  number bigint unique,
  rev integer not null,
  team_id uuid not null,
  person_id uuid,
  status text not null,
  due_order double precision not null,
  closed_at bigint,
  scope text[] not null,
  body jsonb not null
);
create index tickets_scope on tickets using gin (scope);
create index tickets_due on tickets (due_order, id);

create table events (
  ticket_id uuid not null references tickets (id),
  n integer not null,
  body jsonb not null,
  primary key (ticket_id, n)
);

-- Text stands apart from events; `n` is the event that carries its hash.
create table messages (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  n integer not null,
  body jsonb not null
);
create index messages_ticket on messages (ticket_id, n);

-- Command ids are kept for ever. `answer` is what to say when asked again; its seq is in `seq`.
create table commands (
  id uuid primary key,
  ticket_id uuid not null,
  actor text not null,
  type text not null,
  received_at bigint not null,
  answer jsonb,
  seq bigint
);

-- What should happen by itself, rewritten with its ticket. `claimed_until`: a sweep is on it.
create table due_rows (
  ticket_id uuid not null references tickets (id),
  key text not null,
  at bigint not null,
  intent jsonb not null,
  claimed_until bigint,
  primary key (ticket_id, key)
);
create index due_rows_at on due_rows (at);

-- Thresholds in a ticket's timeline already: their due rows don't come back.
create table announced (
  ticket_id uuid not null references tickets (id),
  key text not null,
  primary key (ticket_id, key)
);

-- kind 'ticket': a ticket changed. kind 'reference': anything else did; with an id, what that person may see.
create table feed (
  seq bigint primary key,
  kind text not null,
  id uuid,
  rev_before integer not null,
  rev integer not null,
  scope_before text[] not null,
  scope_after text[] not null
);
create index feed_id on feed (id, seq);

-- Judging open tickets anew after a document was published. `wanted`: the revision of the reference that asked for it
-- last; `judged`: the one up to which it is done; between them it is under way, or was cut off and goes on after the
-- ticket `after`. `claimed_until`: a server is on it. Where it was cut off before this was kept, it is done once.
create table judging (
  single boolean primary key default true check (single),
  wanted bigint not null,
  judged bigint not null,
  after uuid,
  claimed_until bigint
);
insert into judging (wanted, judged) select value, 0 from counters where name = 'reference';

-- Who works at this till and what they were let do. Times are milliseconds since 1970.
create table person (
  name text primary key collate nocase,
  role text not null check (role in ('CASHIER', 'MANAGER')),
  salt text not null,
  hash text not null,
  -- Wrong PINs in a row, and the lock that the last of them brought.
  wrong integer not null default 0,
  locked_at integer not null default 0,
  locked_millis integer not null default 0,
  gone integer not null default 0
);

-- The token itself is in the browser's cookie alone. manager_seen_at: when a manager last did something here.
create table session (
  token_hash text primary key,
  person text not null references person (name),
  opened_at integer not null,
  manager text references person (name),
  manager_seen_at integer not null default 0
);

-- A manager's word for one more try of one refused sale.
create table approval (
  id text primary key,
  refused text not null,
  cart text not null references cart (id),
  minor integer not null,
  currency text not null,
  lifts text not null,
  manager text not null,
  given_at integer not null,
  used_by text unique
);

-- How the switch was put, the newest last.
create table forced (
  number integer primary key autoincrement,
  offline integer not null,
  person text not null,
  why text not null,
  at integer not null
);

create table liability (
  version integer primary key,
  person text not null,
  language text not null,
  at integer not null
);

-- What managers decided and who took what back. A row is never changed; each carries a hash over itself and the link
-- of the row before.
create table audit (
  number integer primary key,
  at integer not null,
  act text not null,
  person text not null,
  cashier text not null,
  payment text not null,
  money text not null,
  fact text not null,
  why text not null,
  link text not null
);

create trigger audit_is_not_changed before update on audit
begin
  select raise(abort, 'the audit is only added to');
end;

create trigger audit_is_not_cut before delete on audit
begin
  select raise(abort, 'the audit is only added to');
end;

create index audit_at on audit (at);

alter table payment_request add column person text;
create index payment_request_asked on payment_request (asked_at);

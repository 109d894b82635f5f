-- Refunds that were asked for here: each is on disk before a byte of it leaves, under an id of its own. Money is minor
-- units; times are milliseconds since 1970.
create table refund (
  refund text primary key,
  original text not null,
  request_key text not null unique,
  fingerprint text not null,
  minor integer not null,
  currency text not null,
  asked_at integer not null,
  state text not null,
  response_code text not null default '',
  ended_at integer
);

create index refund_original on refund (original);

-- Which route carried what to the gateway, where there are two. A batch of the journal has the numbers of its records,
-- anything else its payment.
create table carried (
  n integer primary key autoincrement,
  at integer not null,
  route text not null,
  message text not null,
  payment text,
  first_seq integer not null,
  last_seq integer not null,
  answered integer not null
);

create index carried_payment on carried (payment);
create index carried_last_seq on carried (last_seq);

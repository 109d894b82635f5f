-- The gateway's truth. Written in what SQLite and PostgreSQL share: times are milliseconds of the epoch, money minor
-- units, flags 0 or 1, identities text.

create table gateway (
  name  text   not null primary key,
  value text   not null
);

-- One row a counter. Every writing transaction takes the row 'writer' first, so writers go one after the other.
create table counter (
  name  text   not null primary key,
  value bigint not null
);
insert into counter (name, value) values ('writer', 0);
insert into counter (name, value) values ('event', 0);

create table till (
  till_id     text    not null primary key,
  enrolled_at bigint  not null,
  revoked     integer not null,
  last_seq    bigint  not null,
  last_link   bytea   not null,
  key_seq     bigint  not null,
  chain_key   bytea   not null, -- wrapped
  head_epoch  text    not null,
  head_seq    bigint  not null,
  head_link   text    not null,
  unsynced    integer not null,
  heard_at    bigint
);

-- What came from a till's journal. The raw bytes stay sealed as they came, where they are kept at all.
create table journal_record (
  till_id     text    not null references till (till_id),
  seq         bigint  not null,
  link        bytea   not null,
  type        text    not null,
  payment_id  text,
  verdict     text    not null,
  wrote_at    bigint,
  received_at bigint  not null,
  raw         bytea,
  primary key (till_id, seq)
);
create index journal_record_payment on journal_record (payment_id, type);

-- Records that are kept for people to look at: damaged, forked, a second STORED.
create table quarantine (
  id          bigint  not null primary key,
  till_id     text    not null references till (till_id),
  seq         bigint  not null,
  payment_id  text,
  code        text    not null,
  received_at bigint  not null,
  raw         bytea   not null
);

create table payment (
  payment_id         text    not null primary key,
  till_id            text    not null references till (till_id),
  acquirer           text    not null,
  tid                text    not null,
  kind               text    not null,
  state              text    not null,
  reason             text    not null,
  version            bigint  not null,
  last_event         bigint  not null,
  told               integer not null, -- whether the till may hear of this version
  amount             bigint,
  currency           text,
  sold_at            bigint,
  entry_mode         text,
  brand              text,
  last_four          text,
  stored_seq         bigint  not null,
  shown              integer not null,
  completed          integer not null,
  tombstone          integer not null,
  first_answer       text    not null,
  first_cause        text    not null,
  response_code      text    not null,
  authorisation_code text    not null,
  stan               text    not null,
  rrn                text    not null,
  captured           bigint,
  captured_at        bigint,
  attempts           integer not null,
  next_attempt_at    bigint,
  deadline           bigint,
  card               bytea, -- number, expiry, sequence, frozen tags: sealed
  sensitive          bytea  -- track: sealed, emptied with the answer
);
create index payment_news on payment (till_id, last_event);
create index payment_work on payment (acquirer, tid, state);
create index payment_state on payment (state);

create table attempt (
  payment_id         text    not null references payment (payment_id),
  number             integer not null,
  kind               text    not null,
  state              text    not null,
  acquirer           text    not null,
  tid                text    not null,
  stan               integer,
  rrn                text,
  business_date      text,
  first_sent_at      bigint,
  sends              integer not null,
  next_at            bigint,
  original           integer not null, -- which attempt a reversal takes back, else 0
  taken_over         integer not null, -- found open by a process that did not write it
  response_code      text    not null,
  authorisation_code text    not null,
  issuer_data        text    not null,
  answered_at        bigint,
  remark             text    not null,
  primary key (payment_id, number)
);
-- Exactly once is carried by these, not by code alone.
create unique index attempt_stan on attempt (acquirer, tid, stan, business_date);
create unique index attempt_rrn on attempt (acquirer, rrn) where kind <> 'REVERSAL';
create unique index attempt_in_flight on attempt (acquirer, tid) where state = 'INTENT';
create unique index attempt_open on attempt (payment_id) where kind <> 'REVERSAL' and state in ('INTENT', 'TIMED_OUT');
create unique index attempt_reversed_once on attempt (payment_id, original) where kind = 'REVERSAL';
create index attempt_work on attempt (acquirer, tid, state);

create table event (
  n          bigint not null primary key,
  payment_id text   not null references payment (payment_id),
  at         bigint not null,
  event      text   not null,
  state      text   not null,
  reason     text   not null,
  version    bigint not null,
  detail     text   not null
);
create index event_payment on event (payment_id, n);

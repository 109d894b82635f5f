-- Two messages for one sale, refunds, later attempts, pauses and what people do. Written in what SQLite and PostgreSQL
-- share.

alter table attempt add column answered_amount bigint; -- DE 4 of the answer

-- A completion has a STAN of its own and the reference of what it completes; an approval is completed by one at a time.
drop index attempt_rrn;
create unique index attempt_rrn on attempt (acquirer, rrn) where kind not in ('REVERSAL', 'COMPLETION');
create unique index attempt_completed_once on attempt (payment_id) where kind = 'COMPLETION' and state <> 'ANSWERED';

-- Refunds that stand or may yet stand, of a payment: never more than was captured.
alter table payment add column refunded bigint not null default 0
  check (refunded = 0 or refunded > 0 and captured is not null and refunded <= captured);

-- A refund is a payment of its own; here is what it gives back, and whether its part of the original is still taken.
create table refund (
  payment_id text   not null primary key references payment (payment_id),
  original   text   not null references payment (payment_id),
  amount     bigint not null check (amount > 0),
  state      text   not null -- RESERVED, CONFIRMED, RELEASED
);
create index refund_original on refund (original);

-- A keyed hash of the card's number: deferred sales of one card go one at a time, and later attempts are counted by it.
alter table payment add column card_mark text;
create index payment_card on payment (acquirer, card_mark);

-- The circuit breaker: what an acquirer answered to the deferred sales of this drain, and whether its lane is paused.
create table deferred_lane (
  acquirer  text    not null primary key,
  declines  integer not null, -- in a row, while nothing was approved
  head      integer not null, -- 1 until something is approved in this drain
  heard_at  bigint,
  paused_at bigint,
  cause     text    not null
);
create table deferred_fault (
  acquirer text    not null,
  code     text    not null,
  faults   integer not null,
  primary key (acquirer, code)
);

-- What people did, or want and need a second person for.
create table manual_action (
  n             bigint not null primary key,
  at            bigint not null,
  subject       text   not null, -- a payment, or an acquirer
  version       bigint not null, -- of the payment that was looked at
  action        text   not null,
  person        text   not null,
  reason        text   not null,
  state         text   not null, -- DONE, or ASKED until a second person agrees
  second_person text   not null,
  second_reason text   not null,
  done_at       bigint
);
create index manual_action_subject on manual_action (subject, n);

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

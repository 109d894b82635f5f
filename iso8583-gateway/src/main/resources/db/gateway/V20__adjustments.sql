-- What tills said of a stored sale's amount after its card had signed it, each with what came of it: a tip that was put
-- on is in the payment's own amount, and here is what that was before. Written in what SQLite and PostgreSQL share.
create table adjustment (
  till_id    text   not null references till (till_id),
  seq        bigint not null,
  payment_id text   not null, -- of no payment that is known here, where it says UNKNOWN
  signed     bigint,          -- what the card was asked for, minor units
  total      bigint not null,
  currency   text   not null,
  verdict    text   not null,
  at         bigint not null,
  primary key (till_id, seq)
);
create index adjustment_payment on adjustment (payment_id, seq);

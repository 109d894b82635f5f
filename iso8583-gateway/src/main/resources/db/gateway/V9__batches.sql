-- The batches of terminals, which acquirers add up. A batch is a stretch of the numbers of events: it has no sum of its
-- own, and what was booked or taken back in it is found by its events. Stretches of one terminal follow each other
-- without a gap, so each event lies in exactly one.
create table batch (
  acquirer      text    not null,
  tid           text    not null,
  seq           bigint  not null, -- counts a terminal's batches from 1 for ever
  number        integer not null, -- as the acquirer counts them, up to its greatest and then from 1
  first_event   bigint  not null,
  last_event    bigint,           -- null while it takes more
  state         text    not null, -- OPEN, ASKED, CLOSING, UPLOADING, HELD, CLOSED
  cause         text    not null, -- why it is held, or how it was closed
  business_date text,
  asked_by      text    not null,
  asked_at      bigint,
  next_at       bigint,
  closed_at     bigint,
  primary key (acquirer, tid, seq)
);
create unique index batch_open on batch (acquirer, tid) where state <> 'CLOSED';
create index batch_work on batch (state, acquirer);

-- What an answer has booked, or taken back: written in the transaction of its event.
create table batch_item (
  event      bigint not null primary key references event (n),
  acquirer   text   not null,
  tid        text   not null,
  payment_id text   not null references payment (payment_id),
  side       text   not null, -- DEBIT, CREDIT
  amount     bigint not null,
  currency   text   not null,
  cancels    bigint references batch_item (event) -- the booking that it takes back
);
create index batch_item_lane on batch_item (acquirer, tid, event);
create index batch_item_payment on batch_item (payment_id);
create unique index batch_item_cancelled_once on batch_item (cancels);

-- The messages of a close: on disk before their first byte.
create table batch_message (
  acquirer      text    not null,
  tid           text    not null,
  seq           bigint  not null,
  n             integer not null,
  kind          text    not null, -- SUMS, UPLOAD
  state         text    not null, -- INTENT, NOT_WRITTEN, TIMED_OUT, ANSWERED, DROPPED
  stan          integer not null,
  business_date text    not null, -- of the STAN
  first_sent_at bigint  not null,
  number        integer not null, -- of the batch, as it was sent
  day           text    not null, -- the acquirer's, as it was sent
  up_to         bigint  not null, -- reversals up to this event are taken off
  item          bigint  references batch_item (event),
  sends         integer not null,
  code          text    not null,
  host_debits         bigint, -- null where the host named no sums
  host_debit_amount   bigint,
  host_credits        bigint,
  host_credit_amount  bigint,
  answered_at   bigint,
  primary key (acquirer, tid, seq, n),
  foreign key (acquirer, tid, seq) references batch (acquirer, tid, seq)
);
create unique index batch_message_stan on batch_message (acquirer, tid, stan, business_date);
create unique index batch_message_in_flight on batch_message (acquirer, tid) where state = 'INTENT';

-- What happened to batches, for finance. Rows are added and never changed.
create table batch_event (
  n        bigint not null primary key,
  acquirer text   not null,
  tid      text   not null,
  seq      bigint not null,
  at       bigint not null,
  event    text   not null,
  detail   text   not null
);
create index batch_event_lane on batch_event (acquirer, tid, n);

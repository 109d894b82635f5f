-- What waits is looked for before each message, and is few rows however many have ended: an index of those alone. A query
-- says the same list, word for word, or SQLite does not take it. Written in what SQLite and PostgreSQL share.
create index attempt_open_lane on attempt (acquirer, tid)
  where state in ('QUEUED', 'INTENT', 'NOT_WRITTEN', 'TIMED_OUT', 'PARKED');
create index payment_open_lane on payment (acquirer, tid, kind desc, deadline, sold_at) -- in the order in which they go
  where state in ('STORED', 'FORWARDING', 'RETRY_WAIT', 'UNRESOLVED', 'VOID_ASKED', 'HELD', 'EXPIRED_HELD', 'DECLINED_AFTER_STORE');
create index payment_uncompleted on payment (acquirer) where kind = 'LIVE' and completed = 0;
create index payment_uncompleted_till on payment (till_id) where kind = 'LIVE' and completed = 0;
drop index attempt_work;
drop index payment_work;
-- Most payments have no mark, and who asks by acquirer alone is not to take this one.
drop index payment_card;
create index payment_card on payment (acquirer, card_mark) where card_mark is not null;

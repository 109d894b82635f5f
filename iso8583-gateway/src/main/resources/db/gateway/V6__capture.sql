-- Two messages for one sale, refunds, later attempts, pauses and what people do. Written in what SQLite and PostgreSQL
-- share.

alter table attempt add column answered_amount bigint; -- DE 4 of the answer

-- A completion has a STAN of its own and the reference of what it completes; an approval is completed by one at a time.
drop index attempt_rrn;
create unique index attempt_rrn on attempt (acquirer, rrn) where kind not in ('REVERSAL', 'COMPLETION');
create unique index attempt_completed_once on attempt (payment_id) where kind = 'COMPLETION' and state <> 'ANSWERED';

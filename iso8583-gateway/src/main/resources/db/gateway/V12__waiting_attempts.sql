-- What people look for when something hangs: few rows among millions. Written in what SQLite and PostgreSQL share.
create index attempt_waiting on attempt (payment_id) where state in ('TIMED_OUT', 'PARKED');

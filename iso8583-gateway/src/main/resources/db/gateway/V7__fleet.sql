-- Several gateways on one database. Leases are counted by the database's clock, the only one that all of them see.
create view database_clock as select ${millis} as millis;

create table node (
  node_id    text   not null primary key, -- another one for each process
  joined_at  bigint not null,
  expires_at bigint not null
);

-- Whose message was the last on a terminal. While one is in flight the terminal is its node's.
create table lane (
  acquirer     text   not null,
  tid          text   not null,
  node_id      text   not null,
  wanted_by    text   not null default '', -- where a cardholder waits: its drain gives way
  wanted_until bigint not null default 0,
  primary key (acquirer, tid)
);

-- After a restore: an earlier life of this database had a till's records up to here, and may have sent what they say.
alter table till add column lost_to bigint not null default 0;

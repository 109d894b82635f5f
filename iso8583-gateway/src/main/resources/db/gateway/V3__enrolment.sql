-- Who may call: tills are invited, certified, given a chain, and revoked.

alter table till add column name text not null default '';
alter table till add column chain_given_at bigint; -- before it the till has a certificate and nothing else
alter table till add column revoked_at bigint;
alter table till add column revoked_for text not null default '';
update till set chain_given_at = enrolled_at;

-- Of a token only its hash is kept.
create table invitation (
  token_hash bytea   not null primary key,
  till_id    text    not null,
  name       text    not null,
  invited_at bigint  not null,
  expires_at bigint  not null,
  withdrawn  integer not null, -- a later invitation took its place
  used_at    bigint,
  key_hash   bytea             -- whose key used it: the same one may ask again
);
create index invitation_till on invitation (till_id);

create table till_certificate (
  serial      text   not null primary key,
  till_id     text   not null references till (till_id),
  key_hash    bytea  not null,
  not_before  bigint not null,
  not_after   bigint not null,
  issued_at   bigint not null,
  replaced_at bigint          -- enrolled again with another key: this one is refused
);
create index till_certificate_till on till_certificate (till_id, issued_at);

-- What was done to whom. Rows are added and never changed.
create table till_event (
  n       bigint not null primary key,
  at      bigint not null,
  event   text   not null,
  till_id text,
  code    text   not null,
  detail  text   not null
);
create index till_event_till on till_event (till_id, n);

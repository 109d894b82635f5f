-- Two people allow one till to bring one export of another till's journal.
create table adoption (
  grant_id   text   not null primary key,
  from_till  text   not null references till (till_id),
  to_till    text   not null references till (till_id),
  granted_at bigint not null,
  not_after  bigint not null, -- it is used for the first time until then
  first_name text   not null,
  second_name text  not null,
  digest     text,            -- of the export that it was used for first: hexadecimal, as the link
  last_seq   bigint,
  last_link  text,
  begun_at   bigint,
  done_at    bigint,          -- the gateway has every record of the export
  revoked_at bigint,
  revoked_by text   not null default ''
);
create index adoption_from on adoption (from_till);

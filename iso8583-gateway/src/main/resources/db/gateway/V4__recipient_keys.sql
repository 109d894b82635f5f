-- What each till said last of the keys it seals to. A key is destroyed only when no till needs it any more.
create table key_use (
  till_id       text   not null primary key references till (till_id),
  sealing_to    text   not null, -- id of the key of its next seal, empty where it has none
  oldest_sealed text,            -- of its oldest unacknowledged sealed record, empty for none, null where it cannot say
  head_seq      bigint not null,
  heard_at      bigint not null
);

-- Two people have ordered a key to be destroyed although tills may still hold records under it.
create table destruction_order (
  kid           text   not null primary key,
  tills         text   not null, -- those named in the order
  first_name    text   not null,
  first_reason  text   not null,
  second_name   text   not null,
  second_reason text   not null,
  ordered_at    bigint not null,
  done_at       bigint
);

-- What the shop owns besides payments. Money is minor units; times are milliseconds since 1970.
create table cart (
  id text primary key,
  version integer not null,
  currency text not null,
  changed_at integer not null
);

create table cart_line (
  cart text not null references cart (id),
  place integer not null,
  name text not null,
  quantity integer not null,
  minor integer not null,
  primary key (cart, place)
);

-- Which request became which payment; written before the card is asked for. The end is kept here only for a payment
-- of which the journal has nothing: where the journal has a record, the journal alone says how it ended.
create table payment_request (
  payment text primary key,
  request_key text not null unique,
  fingerprint text not null,
  cart text not null references cart (id),
  minor integer not null,
  currency text not null,
  reference text not null,
  asked_at integer not null,
  end_state text,
  end_reason text,
  seen integer not null default 0
);

create index payment_request_cart on payment_request (cart);

-- The last good catalogue, so that a till that starts without its files sells on. It is replaced whole.
create table catalogue_state (
  only_row integer primary key check (only_row = 1),
  version text not null,
  as_of integer not null
);

create table tax_rate (
  id text primary key,
  place integer not null,
  name text not null,
  basis_points integer not null
);

create table item (
  id text primary key,
  place integer not null,
  name text not null,
  category text not null,
  minor integer not null,
  by_weight integer not null,
  tax text not null references tax_rate (id)
);

create table item_barcode (
  barcode text primary key,
  item text not null references item (id),
  place integer not null
);

create table discount (
  id text primary key,
  place integer not null,
  name text not null,
  scope text not null,
  basis_points integer not null,
  minor integer not null
);

-- What a cart took from the catalogue is copied in: a cart is what it was, whatever the catalogue becomes.
alter table cart add column discount_id text;
alter table cart add column discount_name text;
alter table cart add column discount_basis_points integer not null default 0;
alter table cart add column discount_minor integer not null default 0;
alter table cart add column tip_minor integer not null default 0;
alter table cart add column voided integer not null default 0;

alter table cart_line add column item text;
alter table cart_line add column unit_minor integer not null default 0;
alter table cart_line add column grams integer not null default 0;
alter table cart_line add column tax_id text;
alter table cart_line add column tax_name text;
alter table cart_line add column tax_basis_points integer not null default 0;
alter table cart_line add column discount_id text;
alter table cart_line add column discount_name text;
alter table cart_line add column discount_basis_points integer not null default 0;
alter table cart_line add column discount_minor integer not null default 0;

-- What was paid without a card. The row is the sale: nothing else has it.
create table tender (
  place integer primary key autoincrement,
  payment text not null unique,
  request_key text not null unique,
  fingerprint text not null,
  cart text not null references cart (id),
  kind text not null,
  name text not null,
  note text not null,
  reference text not null,
  minor integer not null check (minor > 0),
  tendered_minor integer not null check (tendered_minor >= minor),
  currency text not null,
  taken_at integer not null,
  given_back_at integer
);

create index tender_cart on tender (cart);
